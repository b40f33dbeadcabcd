/** Loaded into a server that we start: when the process that started it is gone, killed outright even, its whole group ends. */
process.on('disconnect', () => process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL'));
