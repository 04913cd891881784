-- Only calls that are taken back draw from it, so no stored fact has a number below zero.
create sequence trial_fact_index increment by -1 minvalue -9223372036854775807 maxvalue -1 start with -1;
