// The entry point without the launcher. The command is imported dynamically: static imports would run before the protection.
import './runtime/protect-process.js';

await import('./main.js');
