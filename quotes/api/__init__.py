"""The JSON door: reads what clients send, calls one query or command, answers or says why not."""
