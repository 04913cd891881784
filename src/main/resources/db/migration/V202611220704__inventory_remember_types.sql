-- Types that were there before their past was kept are shown from the beginning as they are now.
insert into view_history (kind, id, valid, shown)
select 'device_type', id, tstzrange('1970-01-01T00:00:00Z', null),
       jsonb_build_object('id', id, 'version', version, 'manufacturer', manufacturer, 'model', model,
                          'category', category, 'heightU', height_u, 'fullDepth', full_depth, 'weightKg', weight_kg,
                          'maxDrawW', max_draw_w, 'cpuSockets', cpu_sockets, 'driveBays', drive_bays,
                          'powerSupplies', power_supplies, 'source', source, 'deviceBays', device_bays, 'spec', spec)
from device_type;

insert into view_history (kind, id, valid, shown)
select 'module_type', id, tstzrange('1970-01-01T00:00:00Z', null),
       jsonb_build_object('id', id, 'version', version, 'kind', kind, 'manufacturer', manufacturer, 'model', model,
                          'partNumber', part_number, 'weightKg', weight_kg, 'maxDrawW', max_draw_w, 'spec', spec)
from module_type;
