# Whose token it is is remembered for a moment by reads: they are not looked
# up again, and no right outlives its end: revoked through the API, a key is
# refused by every worker at once, through the command line as soon as Redis
# has told it, and without anybody telling within relevo_api_postgres remember=.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres worker nginx)], nginx => { workers => 2,
    replace => [[qr/connections=4/ => 'connections=4 remember=10s']] });
my $admin = Relevo::Api->key($w, 'demo', '*');


sub metric {
    my ($name) = @_;

    my ($n) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_$name(?:_total)? (\d+)/m;
    return $n;
}


# Until both workers know it.
sub warm {
    my ($api, $path) = @_;

    my $from = metric('api_remembered');
    wait_until { $api->get($path); metric('api_remembered') >= $from + 4 } 10, 'remembered';
}


sub all_say {
    my ($api, $path, $status, $name) = @_;

    is_deeply([grep { $_ != $status } map { $api->get($path)->{status} } 1 .. 20], [], $name);
}


subtest 'a read is not looked up again' => sub {
    my $other = Relevo::Api->key($w, 'other', '*');
    warm($_, '/api/v1/me') for $admin, $other;
    is_deeply([map { $_->get('/api/v1/me')->{json}{tenant}{slug} } ($admin, $other) x 5],
        [('demo', 'other') x 5], 'and each is who it is');

    my $narrow = Relevo::Api->key($w, 'demo', 'tickets:read');
    warm($narrow, '/api/v1/tickets');
    all_say($narrow, '/api/v1/agents', 403, 'a scope it has says nothing of another');
    is($narrow->get('/api/v1/me')->{json}{scopes}[0], 'tickets:read', 'its scopes come along');

    my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'agent');
    warm($ana, '/api/v1/me');
    is($ana->get('/api/v1/me')->{json}{agent}{name}, 'ana', 'a session, too');
};

subtest 'what is named is looked at' => sub {
    my $from = metric('api_remembered');
    is($admin->get('/api/v1/me', 'X-Relevo-Tenant' => '01890000-0000-7000-8000-000000000000')->{status},
        403, 'another tenant');
    is($admin->get('/api/v1/me', Origin => 'https://evil.example')->{status}, 403, 'another origin');
    is(metric('api_remembered'), $from, 'nothing was remembered for them');
};

subtest 'rights end at once' => sub {
    my $gone = Relevo::Api->key($w, 'demo', '*');
    warm($gone, '/api/v1/me');
    is($admin->delete("/api/v1/keys/$gone->{id}")->{status}, 200, 'a key is revoked');
    all_say($gone, '/api/v1/me', 401, 'no worker knows it');

    my $bob = Relevo::Api->agent($w, 'demo', 'bob', 'supervisor');
    warm($bob, '/api/v1/audit');
    is($admin->patch("/api/v1/agents/$bob->{agent}", { role => 'agent' })->{status}, 200, 'another role');
    all_say($bob, '/api/v1/audit', 403, 'is the role');
    warm($bob, '/api/v1/me');
    is($admin->delete("/api/v1/agents/$bob->{agent}")->{status}, 200, 'an agent is removed');
    all_say($bob, '/api/v1/me', 401, 'and gone');
};

subtest 'told by the command line' => sub {
    my $gone = Relevo::Api->key($w, 'demo', '*');
    warm($gone, '/api/v1/me');
    is($w->cli('key', 'revoke', $gone->{id}, '--tenant', 'demo')->{status}, 0, 'revoked there');
    wait_until { !grep { $gone->get('/api/v1/me')->{status} != 401 } 1 .. 10 } 5, 'well before ten seconds';
    all_say($gone, '/api/v1/me', 401, 'refused');
};

subtest 'told by nobody' => sub {
    push @{ $w->{nginx}{replace} }, [qr/remember=10s/ => 'remember=500ms'];
    $w->stop('nginx');
    $w->part('nginx')->write;
    $w->start('nginx');
    my $late = Relevo::Api->key($w, 'demo', '*');
    warm($late, '/api/v1/me');
    $w->pg->do('update core.api_key set expires_at = now() where id = $1', $late->{id});
    wait_until { $late->get('/api/v1/me')->{status} == 401 } 5, 'an expired key is refused';
    pass('within remember=');
};

subtest 'off' => sub {
    push @{ $w->{nginx}{replace} }, [qr/remember=500ms/ => 'remember=off'];
    $w->stop('nginx');
    $w->part('nginx')->write;
    $w->start('nginx');
    my $from = metric('api_remembered');
    all_say($admin, '/api/v1/me', 200, 'answered');
    is(metric('api_remembered'), $from, 'each was looked up');
};

subtest 'the directive' => sub {
    for my $bad (qw(0 11s x)) {
        push @{ $w->{nginx}{replace} }, [qr/remember=\S+?;/ => "remember=$bad;"];
        $w->part('nginx')->write;
        like($w->part('nginx')->verdict, qr/has an invalid remember=/, "remember=$bad");
    }
};

Relevo::World->finish;
