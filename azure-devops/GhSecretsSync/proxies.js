'use strict';

/** The proxy that the agent was configured with, unless its bypass list names the server; undefined for none. */
function of(variable, server) {
    const url = variable('Agent.ProxyUrl');
    return url && !bypasses(variable('Agent.ProxyBypassList'), server) ? { url, user: variable('Agent.ProxyUsername') } : undefined;
}

// The agent gives a list of regular expressions, as .NET's proxy takes them.
function bypasses(list, server) {
    if (!URL.canParse(server)) {
        // Sync.ps1 says what is wrong with it.
        return false;
    }

    const { protocol, host } = new URL(server);
    const addresses = [server, `${protocol}//api.${host}/`];
    return parse(list).some(pattern => addresses.some(address => matches(pattern, address)));
}

function matches(pattern, address) {
    try {
        return new RegExp(pattern, 'i').test(address);
    } catch {
        return false;
    }
}

function parse(list) {
    try {
        const patterns = JSON.parse(list || '[]');
        return Array.isArray(patterns) ? patterns.filter(pattern => typeof pattern === 'string' && pattern) : [];
    } catch {
        return [];
    }
}

module.exports = { of };
