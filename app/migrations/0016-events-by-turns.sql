-- How many events of an installation wait is asked with each that comes.
create index deliveries_waiting on deliveries (installation_id) where state = 'received';
