alter table plan add column iops_promised int check (iops_promised > 0);
