// A constructed sheet: it needs no exception in a page's content security policy.

export const sheet = new CSSStyleSheet();

sheet.replaceSync(`
:host {
  color-scheme: light dark;
  --ink: light-dark(#172033, #e9edf5);
  --soft: light-dark(#515d75, #a4afc4);
  --paper: light-dark(#ffffff, #171c28);
  --well: light-dark(#f3f5fa, #10141d);
  --line: light-dark(#d5dbe8, #313a4e);
  --accent: light-dark(#3346c9, #a3b3ff);
  --on-accent: light-dark(#ffffff, #10142b);
  --mine: light-dark(#e4e9ff, #2a3560);
  --danger: light-dark(#b3261e, #ffb4ab);
  --on-danger: light-dark(#ffffff, #41100c);
  --danger-well: light-dark(#fdeceb, #3a1c1a);
  --turn: light-dark(#6b7a99, #8f9dbb);
  --heard: light-dark(#0f7b7b, #4fd0cc);
  --model: light-dark(#7a3fc4, #c59bff);
  --voice: light-dark(#b4540a, #ffb072);
  --way: light-dark(#3a66d6, #8db2ff);
  display: block;
  container-type: inline-size;
  color: var(--ink);
  font: 1rem/1.5 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  text-align: start;
}
:host([theme="light"]) { color-scheme: light; }
:host([theme="dark"]) { color-scheme: dark; }
*, *::before { box-sizing: border-box; }
[hidden] { display: none !important; }

.notice {
  display: block !important;
  visibility: visible !important;
  position: sticky;
  top: 0;
  z-index: 1;
  margin: 0;
  padding: .55rem 1rem;
  border-radius: 1rem 1rem 0 0;
  background: light-dark(#1d2a6b, #c9d3ff) !important;
  color: light-dark(#ffffff, #10142b) !important;
  font: 600 1rem/1.5 system-ui, sans-serif !important;
  text-align: center;
  text-wrap: balance;
}
.frame {
  display: flex;
  flex-direction: column;
  gap: 1rem;
  padding: 1.1rem;
  background: var(--paper);
  border: 1px solid var(--line);
  border-top: 0;
  border-radius: 0 0 1rem 1rem;
}
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
p { margin: 0; }

/* before and after a call */
.idle { display: grid; gap: .9rem; justify-items: start; }
.idle p { color: var(--soft); max-width: 38rem; }
.row { display: flex; flex-wrap: wrap; gap: .6rem; align-items: center; }
button {
  font: inherit;
  font-weight: 600;
  min-height: 2.75rem;
  padding: .5rem 1.15rem;
  border: 1px solid var(--line);
  border-radius: 999px;
  background: var(--paper);
  color: var(--ink);
  cursor: pointer;
}
button:hover { border-color: var(--accent); }
button:disabled { opacity: .6; cursor: default; }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); padding-inline: 1.6rem; }
button.end { background: var(--danger); border-color: var(--danger); color: var(--on-danger); }
button[aria-pressed="true"] { background: var(--ink); border-color: var(--ink); color: var(--paper); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }

.trouble {
  padding: .8rem 1rem;
  border-radius: .8rem;
  background: var(--danger-well);
  border-inline-start: 4px solid var(--danger);
}
.trouble strong { display: block; }
.trouble p { margin-top: .4rem; }
.trouble ol { margin: .4rem 0 0; padding-inline-start: 1.3rem; }

/* the state of a call */
.status { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; }
.state { display: flex; align-items: center; gap: .65rem; font-weight: 600; font-size: 1.1rem; }
.orb { width: 1.1rem; height: 1.1rem; border-radius: 50%; background: var(--turn); flex: none; }
[data-state="listening"] .orb { background: var(--heard); }
[data-state="thinking"] .orb { background: var(--model); animation: pulse 1s ease-in-out infinite; }
[data-state="speaking"] .orb, [data-state="disclosing"] .orb { background: var(--voice); animation: pulse 1.6s ease-in-out infinite; }
[data-state="yielding"] .orb { background: transparent; border: 3px solid var(--voice); }
[data-state="reconnecting"] .orb, [data-state="held"] .orb { background: var(--danger); }
@keyframes pulse { 50% { transform: scale(.65); opacity: .6; } }
@media (prefers-reduced-motion: reduce) { .orb { animation: none !important; } }
.clock { color: var(--soft); font-variant-numeric: tabular-nums; }
.meter { display: flex; align-items: center; gap: .5rem; margin-inline-start: auto; color: var(--soft); font-size: .875rem; }
.meter .track { width: 6.5rem; height: .55rem; border-radius: 999px; background: var(--well); border: 1px solid var(--line); overflow: hidden; }
.meter .fill { display: block; height: 100%; width: 100%; background: var(--heard); transform: scaleX(var(--level, 0)); transform-origin: left; }
.quiet { color: var(--soft); font-size: .9rem; }

/* may it be kept? */
.consent { display: flex; flex-wrap: wrap; gap: .6rem 1rem; align-items: center; padding: .7rem 1rem; border: 1px solid var(--line); border-inline-start: 4px solid var(--accent); border-radius: .8rem; background: var(--well); }
.consent p { flex: 1 1 16rem; }
.consent.answered { padding: .1rem 0; border: 0; background: none; color: var(--soft); font-size: .9rem; }
.consent.answered p { flex: 0 1 auto; }
.consent.answered button { min-height: 2rem; padding: .1rem .8rem; font-size: .875rem; }

/* captions */
.captions {
  padding: .9rem;
  height: clamp(14rem, 45vh, 28rem);
  overflow-y: auto;
  background: var(--well);
  border: 1px solid var(--line);
  border-radius: .8rem;
}
.captions > ol { list-style: none; margin: 0; padding: 0; display: flex; flex-direction: column; gap: .6rem; }
.captions li {
  max-width: min(88%, 38rem);
  padding: .5rem .85rem .6rem;
  border: 1px solid var(--line);
  border-radius: 1rem;
  background: var(--paper);
  overflow-wrap: anywhere;
}
.captions .bot { align-self: flex-start; border-start-start-radius: .25rem; }
.captions .caller { align-self: flex-end; background: var(--mine); border-color: transparent; border-start-end-radius: .25rem; }
.captions .partial .said { font-style: italic; }
.who { font-size: .8rem; font-weight: 600; color: var(--soft); }
.said { position: relative; }
s { color: var(--soft); }
.failed { color: var(--danger); font-size: .875rem; }

.time { font-size: .85rem; color: var(--soft); }
summary { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .7rem; padding: .2rem 0; cursor: pointer; font-variant-numeric: tabular-nums; }
summary::before { content: "▸"; }
[open] > summary::before { content: "▾"; }
summary::-webkit-details-marker { display: none; }
.bar { flex: 1 1 8rem; min-width: 6rem; display: flex; height: .5rem; border-radius: 999px; overflow: hidden; background: var(--line); }
.bar .part { flex: 0 1 0; background: var(--c); }
.part { --c: var(--line); }
.turn { --c: var(--turn); }
.heard { --c: var(--heard); }
.model { --c: var(--model); }
.voice { --c: var(--voice); }
.way { --c: var(--way); }
dl { display: grid; gap: .15rem; margin: .3rem 0 0; }
dl div { display: grid; grid-template-columns: 10.5rem 4rem 1fr; gap: .6rem; align-items: baseline; }
dt { display: flex; align-items: center; gap: .45rem; color: var(--ink); }
dt::before { content: ""; width: .6rem; height: .6rem; border-radius: 2px; background: var(--c); flex: none; }
dd { margin: 0; text-align: end; font-variant-numeric: tabular-nums; color: var(--ink); }
dd.why { text-align: start; color: var(--soft); }

/* typing, devices */
form { display: flex; gap: .6rem; }
input, select {
  font: inherit;
  min-height: 2.75rem;
  min-width: 0;
  padding: .4rem .8rem;
  border: 1px solid light-dark(#7d889e, #6d7891);
  border-radius: .8rem;
  background: var(--paper);
  color: var(--ink);
}
input { flex: 1; }
select { width: 100%; }
.devices { flex: 1 1 100%; display: grid; grid-template-columns: 1fr 1fr; gap: .6rem; }
.devices label { display: grid; gap: .2rem; font-size: .875rem; color: var(--soft); }
.controls .end { margin-inline-start: auto; }

@container (max-width: 30rem) {
  .frame { padding: .8rem; gap: .8rem; }
  .devices { grid-template-columns: 1fr; }
  .meter { margin-inline-start: 0; flex: 1 1 100%; }
  .meter .track { flex: 1; }
  .captions { padding: .6rem; height: clamp(12rem, 36vh, 28rem); }
  dl div { grid-template-columns: 1fr auto; gap: 0 .6rem; }
  dd.why { grid-column: 1 / -1; padding-inline-start: 1.05rem; }
}
`);
