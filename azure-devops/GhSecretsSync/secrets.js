'use strict';

// Nobody hides a shorter line: it would blot out too much of the log.
const shortestMask = 4;

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

module.exports = { take };
