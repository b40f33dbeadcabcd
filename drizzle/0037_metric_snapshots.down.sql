drop table metric_snapshots;
