'use strict';

// Nobody hides a shorter line: it would blot out too much of the log.
const shortestMask = 4;

// How the agent gives a task the secret variables of the pipeline.
const secretPrefix = /^SECRET_/i;

/** Takes the token, of an input or of the service connection, the ledger key and the password of the agent's proxy out of the
 *  environment. */
function take(env) {
    const token = pop(env, 'INPUT_TOKEN');
    const ledgerKey = pop(env, 'INPUT_LEDGERKEY');
    const proxyPassword = pop(env, 'AGENT_PROXYPASSWORD');
    const connection = find(env, 'INPUT_GITHUBCONNECTION');
    const connectionToken = connection ? takeConnectionToken(env, connection) : undefined;
    return {
        token,
        ledgerKey,
        connectionToken,
        proxyPassword,
        /** The names of the environment variables that hold a secret variable of the pipeline, where they are mapped. */
        variables: variables(env),
        /** What the log has to hide, line by line: the agent knows no value of several lines. */
        lines: () => [token, ledgerKey, connectionToken, proxyPassword]
            .flatMap(value => (value || '').split(/\r\n|\r|\n/))
            .filter(line => line.length >= shortestMask && line.trim()),
    };
}

// The name of the parameter differs by the scheme: accessToken of a PersonalAccessToken, AccessToken of all others.
function takeConnectionToken(env, connection) {
    const single = pop(env, `ENDPOINT_AUTH_PARAMETER_${connection}_ACCESSTOKEN`);
    const whole = pop(env, `ENDPOINT_AUTH_${connection}`);
    if (single || !whole) {
        return single;
    }

    const parameters = parse(whole).parameters || {};
    const name = Object.keys(parameters).find(key => key.toLowerCase() === 'accesstoken');
    return parameters[name];
}

// The error of the parser would show what it could not read.
function parse(json) {
    try {
        return JSON.parse(json) || {};
    } catch {
        return {};
    }
}

function pop(env, name) {
    const value = find(env, name);
    delete env[key(env, name)];
    return value;
}

const find = (env, name) => env[key(env, name)] || undefined;

// Agents differ in the case in which they write the id of a connection.
const key = (env, name) => Object.keys(env).find(other => other.toUpperCase() === name.toUpperCase()) || name;

// Those that the agent names, and the environment variables that hold the value of one under another name.
function variables(env) {
    const told = [].concat(parse(env.VSTS_SECRET_VARIABLES || '[]')).filter(name => typeof name === 'string');
    const given = Object.keys(env).filter(name => secretPrefix.test(name));
    const values = given.map(name => env[name]).filter(value => value.length >= shortestMask);
    const holders = Object.keys(env).filter(name => !given.includes(name) && values.some(value => env[name].includes(value)));
    return [...told, ...given.map(name => name.replace(secretPrefix, '')), ...holders];
}

module.exports = { take };
