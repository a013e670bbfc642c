'use strict';
// The kernel of a session's JavaScript cells: one Node process, driven by the worker that started it.
//
// Both sides write one JSON object a line. From the worker, on descriptor 4:
//   {t: 'run', cell, code}                               evaluate a cell; the next one waits for 'done'
//   {t: 'result', id, ok, success, output, images}       what a tool call brought, or why it was refused
// To the worker, on descriptor 3:
//   {t: 'ready'} · {t: 'out', text} · {t: 'call', id, name, args} · {t: 'image', data}
//   {t: 'done', cell, ok}                                the last value, or the error, went out before
// What processes print goes to descriptor 2, where NUL, the cell's number and NUL tell its end.
//
// Cells are evaluated as a console does it (V8's REPL mode): top-level await, and declarations that
// later cells see and may make again. They live in a context of their own, so that what they do to
// the prototypes of JavaScript's own objects does not reach this code. Nothing here keeps a cell from
// what Node can do: the sandbox around the process does, and the worker judges every tool call.

const { Console } = require('node:console');
const fs = require('node:fs');
const inspector = require('node:inspector');
const { createRequire } = require('node:module');
const { Writable } = require('node:stream');
const util = require('node:util');
const vm = require('node:vm');
const { Worker } = require('node:worker_threads');

const TO_WORKER = 3;
const PIECE = 32_768;
const LARGEST_IMAGE = 8_000_000;
const SHOWN = { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 };

/** Writes and waits until it is written: who prints too much is slowed down, not remembered. */
function tell(message) {
  const line = Buffer.from(JSON.stringify(message) + '\n');
  for (let at = 0; at < line.length; ) {
    at += fs.writeSync(TO_WORKER, line, at);
  }
}

function print(text) {
  for (let at = 0; at < text.length; at += PIECE) {
    tell({ t: 'out', text: text.slice(at, at + PIECE) });
  }
}

/** What a cell's own processes printed goes another way: this tells how far it belongs to the cell. */
function mark(cell) {
  try {
    fs.writeSync(2, `\0${cell}\0`);
  } catch {
    // The cell closed it.
  }
}

// ---- what cells see

const calls = new Map();
let lastCall = 0;

function callTool(name, args, settle) {
  calls.set(++lastCall, settle);
  tell({ t: 'call', id: lastCall, name, args });
}

function emitImage(bytes) {
  if (bytes.length > LARGEST_IMAGE) {
    throw new RangeError(`an image may have at most ${LARGEST_IMAGE} bytes, this one has ${bytes.length}`);
  }
  tell({ t: 'image', data: Buffer.from(bytes).toString('base64') });
}

/** Runs inside the cells' context, so that what it makes is of that context. */
const MAKE_CODEX = `((tools) => {
  'use strict';
  const { callTool, emitImage, decode, tmpDir } = tools;
  const { Promise, Error, JSON, Object, Array, String, Uint8Array, ArrayBuffer, TypeError } = globalThis;
  const { stringify } = JSON;
  return Object.freeze({
    tmpDir,
    state: {},
    tool(name, args = {}) {
      return new Promise((resolve, reject) => {
        callTool(String(name), typeof args === 'string' ? args : stringify(args), (answer) =>
          answer.ok
            ? resolve({ output: answer.output, success: answer.success, images: Array.from(answer.images) })
            : reject(new Error(answer.output)));
      });
    },
    emitImage(image) {
      if (typeof image === 'string') {
        emitImage(decode(image));
      } else if (image instanceof Uint8Array) {
        emitImage(image);
      } else if (image instanceof ArrayBuffer) {
        emitImage(new Uint8Array(image));
      } else if (Array.isArray(image?.images) && image.images.length > 0) {
        image.images.forEach((one) => emitImage(decode(one)));
      } else {
        throw new TypeError('emitImage takes a data URL, the bytes of an image, or what codex.tool("view_image") brought');
      }
    },
  });
})`;

function decode(url) {
  const comma = url.indexOf(',');
  if (!url.startsWith('data:image/') || !url.slice(0, comma).endsWith(';base64')) {
    throw new TypeError('the image is no data URL in base64');
  }
  return Buffer.from(url.slice(comma + 1), 'base64');
}

/** Of two realms' kinds of bytes only one may be in sight: Node makes and takes its own. */
const SHARED = [
  'ArrayBuffer', 'SharedArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array',
  'Uint16Array', 'Int32Array', 'Uint32Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array',
];

function makeContext() {
  const cells = vm.createContext(
    {},
    { name: 'cells', importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
  );
  const own = new Set(vm.runInContext('Object.getOwnPropertyNames(globalThis)', cells));
  const hide = (name, value) =>
    Object.defineProperty(cells, name, { value, writable: true, configurable: true });
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!own.has(name)) {
      // Some are loaded when they are first asked for.
      Object.defineProperty(cells, name, {
        get: () => globalThis[name],
        set: (value) => hide(name, value),
        configurable: true,
      });
    }
  }
  SHARED.forEach((name) => hide(name, globalThis[name]));
  const sink = new Writable({
    decodeStrings: false,
    write(text, encoding, done) {
      print(String(text));
      done();
    },
  });
  hide('global', vm.runInContext('globalThis', cells));
  hide('console', new Console({ stdout: sink, stderr: sink, colorMode: false, inspectOptions: SHOWN }));
  hide('require', createRequire(process.cwd() + '/'));
  const tools = { callTool, emitImage, decode, tmpDir: process.env.TMPDIR };
  hide('codex', vm.runInContext(MAKE_CODEX, cells, 'kernel.js')(tools));
  return cells;
}

// ---- evaluating

const session = new inspector.Session();
session.connect();

function ask(method, parameters) {
  return new Promise((resolve, reject) =>
    session.post(method, parameters, (error, answer) => (error ? reject(error) : resolve(answer))));
}

const context = {};

async function prepare() {
  session.on('Runtime.executionContextCreated', ({ params }) => {
    context.id = params.context.id; // The last one made is the cells'.
  });
  await ask('Runtime.enable');
  const cells = makeContext();
  context.cells = cells; // Else it is collected as garbage, and all that cells declared with it.
  // From here on the inspector would keep what is printed.
  await ask('Runtime.disable');
  // The way from the inspector's name of a value to the value itself.
  cells.taken = (value) => {
    context.value = value;
  };
  const { result } = await ask('Runtime.evaluate', { contextId: context.id, expression: 'taken' });
  delete cells.taken;
  context.taker = result.objectId;
}

async function valueOf(named) {
  if (named.objectId === undefined) {
    return named.unserializableValue === undefined ? named.value : { [util.inspect.custom]: () => named.description };
  }
  await ask('Runtime.callFunctionOn', {
    objectId: context.taker,
    functionDeclaration: 'function (value) { this(value); }',
    arguments: [{ objectId: named.objectId }],
  });
  const { value } = context;
  context.value = undefined;
  return value;
}

function shown(value) {
  return typeof value === 'string' ? value : util.inspect(value, SHOWN);
}

const BELOW =
  /^\s+(at .*(node:inspector|node:internal|node:events|\[eval\]|kernel\.js|new Promise \(<anonymous>)|\.\.\. \d+ lines matching)/;

/** Without the lines of what stands below the cell. */
function shownError(error) {
  return shown(error)
    .split('\n')
    .filter((line) => !BELOW.test(line))
    .join('\n');
}

async function failure({ exception, lineNumber, columnNumber, text }, cell) {
  if (exception === undefined) {
    return text;
  }
  if (exception.className === 'SyntaxError' && !/cell-\d+\.js/.test(exception.description)) {
    const hint = /import statement/.test(exception.description)
      ? '. A cell is a script: use `await import(...)` instead'
      : '';
    return `${exception.description.split('\n')[0]}${hint} (cell-${cell}.js:${lineNumber + 1}:${columnNumber + 1})`;
  }
  return 'Uncaught ' + shownError(await valueOf(exception));
}

async function evaluate({ cell, code }) {
  const { result, exceptionDetails } = await ask('Runtime.evaluate', {
    contextId: context.id,
    expression: `${code}\n//# sourceURL=cell-${cell}.js`,
    replMode: true,
    awaitPromise: true,
    objectGroup: 'cell',
  });
  try {
    if (exceptionDetails !== undefined) {
      return { ok: false, text: await failure(exceptionDetails, cell) };
    }
    return { ok: true, text: result.type === 'undefined' ? '' : shown(await valueOf(result)) };
  } finally {
    await ask('Runtime.releaseObjectGroup', { objectGroup: 'cell' });
  }
}

async function run(message) {
  let outcome;
  try {
    outcome = await evaluate(message);
  } catch (error) {
    outcome = { ok: false, text: shownError(error) };
  }
  print(outcome.text === '' ? '' : outcome.text + '\n');
  mark(message.cell);
  tell({ t: 'done', cell: message.cell, ok: outcome.ok });
}

function take(line) {
  const message = JSON.parse(line);
  if (message.t === 'run') {
    run(message);
  } else {
    const settle = calls.get(message.id);
    calls.delete(message.id);
    settle?.(message);
  }
}

/** A thread of its own: when the worker is gone this process ends, whatever a cell is doing. */
const LISTENER = `
  const { parentPort } = require('node:worker_threads');
  const { Socket } = require('node:net');
  const end = () => process.kill(process.pid, 'SIGKILL');
  let rest = '';
  new Socket({ fd: 4, readable: true, writable: false })
    .setEncoding('utf8')
    .on('data', (text) => {
      const lines = (rest + text).split('\\n');
      rest = lines.pop();
      lines.forEach((line) => parentPort.postMessage(line));
    })
    .on('end', end)
    .on('error', end);
`;

process.on('uncaughtException', (error) => print(`Uncaught, in the background: ${shownError(error)}\n`));

prepare().then(() => {
  new Worker(LISTENER, { eval: true }).on('message', take);
  tell({ t: 'ready' });
});
