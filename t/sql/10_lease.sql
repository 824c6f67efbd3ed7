-- Who owns which partition.
\ir helpers.psql
select plan(15);
set role relevo_worker;
select is(jsonb_array_length(core.lease('w1', 16, 10000) -> 'partitions'),
    16, 'a lone worker has all partitions');
select is(core.lease('w1', 16, 10000) #>> '{partitions,3,new}', 'false',
    'a heartbeat acquires nothing twice');
select is((select count(*)::int from jsonb_array_elements(core.lease('w2',
    16, 10000) -> 'partitions')), 0, 'a second finds none free');
select is((select count(*)::int from jsonb_array_elements(core.lease('w1',
    16, 10000) -> 'partitions') e where (e ->> 'excess')::boolean), 8,
    'the first has eight too many');
select is(jsonb_array_length(core.release('w1', array[8, 9]) -> 'released'),
    2, 'it gives some back');
select is((select array_agg(p order by p) from (select (e ->> 'p')::int as p
    from jsonb_array_elements(core.lease('w2', 16, 10000) -> 'partitions') e)
    x), array[8, 9],
    'and the second takes them');
select is((select fence from core.partition_lease where partition = 8), 2::bigint,
    'under a higher fence');
select is(core.fenced(8, 'w1', 1), true, 'the old owner is fenced');
select is(core.fenced(8, 'w2', 1), true, 'so is the old fence');
select is(core.fenced(8, 'w2', 2), false, 'the new one is not');
update core.partition_lease set expires_at = now() - interval '1 s'
    where partition = 3;
select is(core.fenced(3, 'w1', 1), false, 'expiry alone takes nothing away');
update core.worker set seen_at = now() - interval '1 min'
    where worker = 'w1';
select is((select count(*)::int from jsonb_array_elements(core.lease('w2',
    16, 10000) -> 'partitions') e where e ->> 'p' = '3'), 1,
    'an expired partition is taken over');
select is((core.generation(3, 'w1', 1, 'r', 0) ->> 'ok')::boolean, false,
    'generation is fenced');
select is((core.generation(3, 'w2', 2, 'r2', 7) ->> 'ok')::boolean, true,
    'and works for the owner');
select core.strike('record', '9-0', 8), core.strike('record', '9-0', 8),
    core.strike('record', '9-0', 8) \g /dev/null
select is((select e -> 'quarantine' from jsonb_array_elements(core.lease(
    'w2', 16, 10000) -> 'partitions') e where e ->> 'p' = '8'), '["9-0"]',
    'three strikes quarantine a record');
reset role;
select * from finish();
rollback;
