# The overview and the set-up of the console in a real browser: every page is
# used once and looked at by axe-core in both themes.  RELEVO_TEST_SHOTS=DIR
# keeps the pictures.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Wait;
use Relevo::World;
use Relevo::Browser;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker nginx)],
    set => { 'turn.burst_ms' => 0 });
my $tenant = Relevo::Api::tenant($w, 'demo');

$w->pg->do(q{select core.desk_set($1, '{"accept_minutes": 0}')}, $tenant);
Relevo::Api->agent($w, 'demo', 'ada', 'admin');
Relevo::Api->agent($w, 'demo', 'sue', 'supervisor');
Relevo::Api->agent($w, 'demo', 'eva', 'agent');
Relevo::Api->agent($w, 'operator', 'root', 'admin');

is(Relevo::Api->key($w, 'demo', '*')->post('/api/v1/notification-routes', { name => 'nightly',
    kind => 'webhook', target => 'https://hook.example/n', secret => 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    events => ['*'], quiet => { from => '22:00', to => '07:00', timezone => 'America/Bogota' } })->{status},
    201, 'a route made by a program');

# Something to count, and something that went wrong.
my $c = Relevo::Api::conversation($w, 'demo', 'one', name => 'Zoë', text => 'I want a refund');
$w->pg->value(q{select core.handoff_start($1, $2, '{"kind": "system"}',
    '{"reason": "refund_request", "priority": "urgent"}')}, $tenant, $c->{id});
$w->pg->do(q{insert into core.dead_letter (tenant_id, channel, account, reason, raw)
    values ($1, 'whatsapp', '1065000000001', 'poison', convert_to(
        '{"object":"whatsapp_business_account","entry":[],"x":"<script>window.hit=1</script>é"}', 'UTF8'))},
    $tenant);
ok((wait_for { $w->pg->value(q{select count(*) from core.rollup where tenant_id = $1
    and metric = 'ticket'}, $tenant) > 0 } 40), 'the figures are made');

my $key = Relevo::Api->key($w, 'demo', '*');
browse($w, 'admin', {
    waits => sub {
        my $other = Relevo::Api::conversation($w, 'demo', 'two', name => 'Bea');
        return $key->post("/api/v1/conversations/$other->{id}/handoff", { reason => 'asked' })->{status};
    },
    flag => sub { $w->pg->value(q{select settings #>> array['flags', $2] from core.tenant
        where tenant_id = $1}, $tenant, $_[0]{name}) },
    limit => sub {
        my ($e) = @_;
        return $w->pg->value(q{select max(soft) filter (where name = $2) || ' '
            || max(hard) filter (where name = $2) || ', tasks own: ' || count(*) filter (where name = 'tasks')
            from core.tenant_limit where tenant_id = $1}, $tenant, $e->{name});
    },
}, $Relevo::Api::PASSWORD);

Relevo::World->finish;
