'use strict';

// The task library shows in its debug log what it reads, so what is secret leaves the environment before it is loaded.
const secrets = require('./secrets').take(process.env);
const task = require('azure-pipelines-task-lib/task');
const fs = require('fs');
const path = require('path');
const inputs = require('./inputs');
const powershell = require('./powershell');

const done = 0;
const secretFailed = 2;

async function sync() {
    secrets.lines().forEach(line => task.setSecret(line));
    const folder = fs.mkdtempSync(path.join(task.getVariable('Agent.TempDirectory') || require('os').tmpdir(), 'ghsecrets-'));
    const summary = path.join(folder, 'GitHub secrets.md');
    const code = await powershell.run(path.join(__dirname, 'Sync.ps1'), ['-SummaryPath', summary], inputs.read(task, secrets));
    if (fs.existsSync(summary)) {
        task.uploadSummary(summary);
    }

    if (code === done) {
        task.setResult(task.TaskResult.Succeeded, '');
    } else if (code === secretFailed && task.getInput('onError') === 'succeedWithIssues') {
        task.setResult(task.TaskResult.SucceededWithIssues, '');
    } else {
        // Without a message, which would be one more error: each has been shown.
        task.setResult(task.TaskResult.Failed, '');
    }
}

sync().catch(error => task.setResult(task.TaskResult.Failed, error.message));
