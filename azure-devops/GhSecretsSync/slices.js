'use strict';

/** Which part of the work this job does: auto, k/n or none. */
function parse(text, variable) {
    if (text === 'none') {
        return { number: 1, count: 1 };
    }

    if (text === 'auto') {
        // Counted from 1; not set in a job without a strategy.
        return { number: Number(variable('System.JobPositionInPhase') || 1), count: Number(variable('System.TotalJobsInPhase') || 1) };
    }

    const parts = /^(\d{1,4})\/(\d{1,4})$/.exec(text);
    if (!parts) {
        throw new Error('slices is auto, none, or a part such as 2/4.');
    }

    return { number: Number(parts[1]), count: Number(parts[2]) };
}

module.exports = { parse };
