'use strict';

const proxies = require('./proxies');
const slices = require('./slices');

/** The inputs as Sync.ps1 reads them: variables of its environment, and what is secret, which goes to its standard input. */
function read(task, secrets) {
    const connection = task.getInput('gitHubConnection');
    if (Boolean(connection) === Boolean(secrets.token)) {
        throw new Error('Give either gitHubConnection or token.');
    }

    if (connection && !secrets.connectionToken) {
        throw new Error('The service connection holds no access token. Use one with a personal access token, or give token.');
    }

    const slice = slices.parse(task.getInput('slices') || 'auto', name => task.getVariable(name));
    const server = host(task.getInput('apiUrl'), connection && task.getEndpointUrl(connection, true));
    const proxy = proxies.of(name => task.getVariable(name), server.INPUT_APIURL || `https://${server.INPUT_HOSTNAME}/`);
    const variables = {
        ...server,
        INPUT_PROXY: proxy && proxy.url,
        INPUT_PROXYUSERNAME: proxy && proxy.user,
        INPUT_PATH: task.getInput('path', true),
        INPUT_PRUNE: task.getInput('prune'),
        INPUT_MAXIMUMREMOVE: task.getInput('maximumRemove'),
        INPUT_WHATIF: task.getInput('whatIf'),
        INPUT_FORCE: task.getInput('force'),
        INPUT_SLICE: String(slice.number),
        INPUT_SLICECOUNT: String(slice.count),
        INPUT_WORKINGDIRECTORY: task.getInput('workingDirectory'),

        // As the agent calls it, before the task library takes it away.
        VSTS_SECRET_VARIABLES: JSON.stringify(secrets.variables),
    };
    return {
        variables,
        secrets: {
            TOKEN: defined('token', secrets.token) || secrets.connectionToken,
            LEDGERKEY: defined('ledgerKey', secrets.ledgerKey),
            PROXYPASSWORD: proxy && secrets.proxyPassword,
        },
    };
}

// Azure Pipelines leaves $(name) as it is when there is no such variable; as a key it would be known to everybody.
function defined(input, value) {
    if (/^\$\([^)]*\)$/.test(value || '')) {
        throw new Error(`The variable that the input ${input} names is not defined, or not given to this pipeline.`);
    }

    return value;
}

/** Where the API is: as the input says, else on the server of the connection, else github.com whatever the environment says. */
function host(apiUrl, connectionUrl) {
    if (apiUrl) {
        return { INPUT_APIURL: apiUrl };
    }

    const url = connectionUrl && URL.canParse(connectionUrl) ? new URL(connectionUrl) : new URL('https://github.com');
    return url.protocol === 'https:' && url.pathname === '/' ? { INPUT_HOSTNAME: url.host } : { INPUT_APIURL: url.href };
}

module.exports = { read };
