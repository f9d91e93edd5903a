// Keys pressed before the scripts of a page are there. Loaded before everything else; leap.js takes
// them over. What has the focus keeps its own keys, and so does the browser.

{
  const pressed = [];
  const hear = (event) => {
    const { key, target, ctrlKey, metaKey, altKey, repeat } = event;
    const isChord = ctrlKey || metaKey || altKey;
    if (isChord ? key !== 'Enter' : key === ' ' || (key.length > 1 && key !== 'Enter')) return;
    if (repeat || event.isComposing || target !== document.body) return;
    event.preventDefault();
    pressed.push(event);
  };
  document.addEventListener('keydown', hear, { capture: true });
  globalThis.takeEarlyKeys = () => {
    document.removeEventListener('keydown', hear, { capture: true });
    return pressed;
  };
}
