-- The list of devices looks for words in the model too; without this one of its four columns the others' index is of no use.
create index device_view_by_model_words on device_view using gin (lower(model) gin_trgm_ops);
