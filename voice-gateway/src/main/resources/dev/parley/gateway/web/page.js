// What is running behind the page.
const TITLES = {stt: 'Speech to text', llm: 'Language model', tts: 'Text to speech'};
const list = document.getElementById('engines');

try {
  const engines = await (await fetch('/v1/engines')).json();
  for (const [hop, {engine, model, label, reason}] of Object.entries(engines)) {
    const term = document.createElement('dt');
    term.textContent = TITLES[hop] ?? hop;
    const detail = document.createElement('dd');
    detail.textContent = [engine + (model ? ` (${model})` : ''), label, reason].filter(Boolean).join('; ');
    list.append(term, detail);
  }
} catch {
  list.append('The gateway does not answer.');
}
