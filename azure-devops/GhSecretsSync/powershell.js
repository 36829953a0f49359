'use strict';

const { spawn } = require('child_process');
const task = require('azure-pipelines-task-lib/task');

/** Runs a script, whose output is the output of the task, and gives its exit code; null when it was stopped.
 *  What is secret goes to its standard input: an environment can be read as long as the process lives. */
function run(script, parameters, { variables, secrets }) {
    const program = task.which('pwsh') || (process.platform === 'win32' && task.which('powershell'));
    if (!program) {
        throw new Error('PowerShell was not found on this agent. Install PowerShell 7.4 or later (pwsh).');
    }

    // A .NET tool's pwsh starts PowerShell as another process and hands no signal on: in a group of their own both get it.
    const isGroup = process.platform !== 'win32';
    return new Promise((resolve, reject) => {
        const child = spawn(program, ['-NoProfile', '-NonInteractive', '-File', script, '-ReadSecrets', ...parameters], {
            // Without what is not given: Windows would make an empty variable of it.
            env: { ...process.env, ...Object.fromEntries(Object.entries(variables).filter(([, value]) => value)) },
            stdio: ['pipe', 'inherit', 'inherit'],
            detached: isGroup,
        });

        // A script that ends before it has read them tells why itself.
        child.stdin.on('error', () => {});
        child.stdin.end(JSON.stringify(secrets));

        // Whoever cancels the job signals this process alone; PowerShell, stopped, would tell of a success.
        let isStopped = false;
        ['SIGINT', 'SIGTERM'].forEach(signal => process.on(signal, () => {
            isStopped = true;
            try {
                process.kill(isGroup ? -child.pid : child.pid, signal);
            } catch {
                // It has ended by itself.
            }
        }));
        child.on('error', error => reject(new Error(`PowerShell could not be started: ${error.code}.`)));
        child.on('close', code => resolve(isStopped ? null : code));
    });
}

module.exports = { run };
