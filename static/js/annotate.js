// The article page. What is on it came from the server and goes back through its forms; nothing is
// kept here but what is on its way.

import './ahead.js';
import './cursor.js';
import './inspector.js';
import './quotes.js';
import './take.js';
import './together.js';
