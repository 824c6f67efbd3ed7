# What grows by itself is forgotten in time, and not before.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres worker)], stopped => 1);
$w->start(qw(redis postgres));

$w->pg->do(q{insert into core.seen (tenant_id, key, at)
    select '00000000-0000-0000-0000-000000000000', gen_random_uuid(),
           now() - make_interval(days => d) from unnest(array[1, 13, 15, 400]) d});
$w->start('worker');

wait_until { $w->pg->value('select count(*) from core.seen') < 4 } 30, 'the old keys to go';
is($w->pg->value(q{select count(*) from core.seen where at > now() - interval '14 days'}), 2,
    'keys within 14 days stay');
is($w->pg->value('select count(*) from core.seen'), 2, 'older ones are gone');

Relevo::World->finish;
