// What to do when there is no microphone to be had.

const TYPE = 'You can also type instead of talking.';

/** Before anything was asked for: only what is sure to fail. */
export async function microphoneTrouble() {
  if (!navigator.mediaDevices?.getUserMedia) {
    return explainMicrophone({name: 'InsecureContext'});
  }
  try {
    const {state} = await navigator.permissions.query({name: 'microphone'});
    return state === 'denied' ? explainMicrophone({name: 'NotAllowedError'}) : null;
  } catch {
    // a browser that doesn't say is asked when the call starts
    return null;
  }
}

/** @return {code, title, steps, note} */
export function explainMicrophone(error) {
  switch (error.name) {
    case 'InsecureContext':
      return {
        code: 'microphone-unavailable',
        title: 'This page can’t use a microphone.',
        steps: ['Browsers give the microphone only to pages opened over https, or on the same machine.'],
        note: TYPE,
      };
    case 'NotAllowedError':
    case 'SecurityError':
      return {
        code: 'microphone-refused',
        title: 'The microphone was refused.',
        steps: [
          'Press the icon in front of the address of this page.',
          'Set “Microphone” to “Allow”. If it isn’t there, allow the microphone for this browser in the system’s privacy settings.',
          'Press “Start talking” again.',
        ],
        note: TYPE,
      };
    case 'NotFoundError':
    case 'OverconstrainedError':
      return {
        code: 'microphone-missing',
        title: 'No microphone was found.',
        steps: ['Plug one in, or switch it on.', 'Press “Start talking” again.'],
        note: TYPE,
      };
    case 'NotReadableError':
    case 'AbortError':
      return {
        code: 'microphone-busy',
        title: 'The microphone can’t be opened.',
        steps: ['Close other programs and pages that use it.', 'Press “Start talking” again.'],
        note: TYPE,
      };
    default:
      return {code: 'start-failed', title: `The call could not start: ${error.message}`, note: TYPE};
  }
}
