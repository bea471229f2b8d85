// Shows the events of the element; what the page would do with them is its own.
const desk = document.getElementById('desk');
const shown = document.getElementById('events');
const MOST_LINES = 12;
const lines = [];

for (const name of ['start', 'state', 'caption', 'latency', 'error', 'end']) {
  desk.addEventListener(`parley-${name}`, ({detail}) => {
    lines.push(`parley-${name} ${JSON.stringify(detail)}`.slice(0, 160));
    shown.textContent = lines.slice(-MOST_LINES).join('\n');
  });
}
