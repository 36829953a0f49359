'use strict';

const { spawn } = require('child_process');
const task = require('azure-pipelines-task-lib/task');

/** Runs a script, whose output is the output of the task, and gives its exit code; null when it was stopped. */
function run(script, parameters, variables) {
    const program = task.which('pwsh') || (process.platform === 'win32' && task.which('powershell'));
    if (!program) {
        throw new Error('PowerShell was not found on this agent. Install PowerShell 7.4 or later (pwsh).');
    }

    return new Promise((resolve, reject) => {
        const child = spawn(program, ['-NoProfile', '-NonInteractive', '-File', script, ...parameters], {
            // Without what is not given: Windows would make an empty variable of it.
            env: { ...process.env, ...Object.fromEntries(Object.entries(variables).filter(([, value]) => value)) },
            stdio: ['ignore', 'inherit', 'inherit'],
        });

        // Whoever cancels the job signals this process alone; PowerShell, stopped, would tell of a success.
        let isStopped = false;
        ['SIGINT', 'SIGTERM'].forEach(signal => process.on(signal, () => {
            isStopped = true;
            child.kill(signal);
        }));
        child.on('error', error => reject(new Error(`PowerShell could not be started: ${error.code}.`)));
        child.on('close', code => resolve(isStopped ? null : code));
    });
}

module.exports = { run };
