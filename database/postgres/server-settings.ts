/** For a machine of one or two gigabytes that does other things besides. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '120',
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  // Nobody replicates from it, which spares half of what is written ahead.
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_compression: 'on',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Statements and the values in them are customers': errors are reported to the client that made them, not here.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_line_prefix: '',
};

/** Faster, and what was written outlives the server, not the machine: for tests only. */
const NOT_DURABLE = { fsync: 'off', full_page_writes: 'off' };

export function serverSettings(durable: boolean): Readonly<Record<string, string>> {
  return durable ? SETTINGS : { ...SETTINGS, ...NOT_DURABLE };
}
