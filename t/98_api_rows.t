# Rows of the inbox by id: what a desk asks for when live events have said
# which conversations changed.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)]);
my $ana = Relevo::Api->agent($w, 'shop', 'ana', 'agent');
my $boss = Relevo::Api->agent($w, 'shop', 'boss', 'supervisor');
my $tenant = $ana->{tenant};
my %c = map { $_ => Relevo::Api::conversation($w, 'shop', "v-$_", text => "text $_")->{id} }
    qw(bot waits mine);
my $foreign = Relevo::Api::conversation($w, 'other', 'v', text => 'foreign')->{id};
$w->pg->value(q{select core.handoff_start($1, $2, '{"kind": "system"}', '{"reason": "api"}')},
    $tenant, $_) for @c{qw(waits mine)};
$w->pg->value(q{select core.handoff_claim($1, $2, $3)}, $tenant, $c{mine},
    { kind => 'agent', id => $ana->{agent} });


# What somebody sees of them: id => sight.
sub rows {
    my ($who, @ids) = @_;
    my $r = $who->get('/api/v1/inbox/rows?ids=' . join ',', @ids);
    is($r->{status}, 200, scalar(@ids) . ' rows') or diag($r->{body});
    return { map { $_->{id} => $_->{sight} } @{ $r->{json}{items} } };
}

my @all = (values %c, $foreign);
is_deeply(rows($ana, @all), { $c{waits} => 'preview', $c{mine} => 'all' },
    'an agent: hers, and what waits as a preview');
is_deeply(rows($boss, @all), { map { $_ => 'all' } values %c }, 'a supervisor: those of the tenant');
is_deeply(rows($ana, $foreign), {}, 'what is foreign is not there');

my ($row) = @{ $boss->get("/api/v1/inbox/rows?ids=$c{mine}")->{json}{items} };
is($row->{agent}, $ana->{agent}, 'a whole row');
ok(exists $row->{$_}, $_) for qw(priority sentiment unread last_message due_at labels ticket version);

for my $bad ('', 'x', "$c{bot},", "$c{bot};$c{bot}", join(',', ($c{bot}) x 51)) {
    my $r = $ana->get("/api/v1/inbox/rows?ids=$bad");
    is($r->{status}, 422, 'refused: ' . substr $bad, 0, 45);
}
is($ana->get('/api/v1/inbox/rows')->{status}, 422, 'ids are required');
is(Relevo::Api->key($w, 'shop', 'tickets:read')->get("/api/v1/inbox/rows?ids=$c{bot}")->{status},
    403, 'not without the scope');
is(Relevo::Api->new($w)->get("/api/v1/inbox/rows?ids=$c{bot}")->{status}, 401, 'nor without a token');

Relevo::World->finish;
