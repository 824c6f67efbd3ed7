# What the API lets an address cost before anybody is known: tokens that cannot
# be ours are not looked up, those that nobody has are counted by address, and
# so are logins; who is known passes, whoever else is behind the address.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Http;
use Relevo::Wait;
use Relevo::World;

# An address is what X-From says, so that each part has one of its own; without
# it nothing is counted.
my $w = Relevo::World->new(parts => [qw(redis postgres nginx)], nginx => { limits => 1,
    http => 'relevo_address $http_x_from; relevo_api_unknown_rate 2r/m; relevo_api_login_rate 3r/m;' });
my $nobody = Relevo::Api->new($w);


sub metric {
    my ($name) = @_;

    my ($n) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_$name(?:_total)? (\d+)/m;
    return $n;
}


# A token that looks like one, another each time.
my $made = 0;
sub made_up { return sprintf 'rk_%043d', ++$made }


sub me {
    my ($token, $from) = @_;

    return $nobody->get('/api/v1/me', Authorization => "Bearer $token",
        ($from ? ('X-From' => $from) : ()));
}


# Unknown tokens until one is refused, which it is before PostgreSQL hears of
# it; a place comes back each half a minute, so how many were taken is not said.
sub flood {
    my ($from) = @_;

    my ($r, $calls);
    wait_until { $calls = metric('pg_calls'); ($r = me(made_up(), $from))->{status} == 429 } 30,
        'too many';
    is(metric('pg_calls'), $calls, 'nobody was asked');
    return $r;
}


subtest 'a token that cannot be ours' => sub {
    me(made_up());
    my $calls = metric('pg_calls');
    my $body = 'aB0_-' x 8 . 'xyz';
    is(me($_)->{status}, 401, "none: $_") for "rk_${body}x", 'rk_' . substr($body, 1), "rx_$body",
        "xk_$body", "rk-$body", 'rk_' . substr($body, 1) . '+', 'rk_' . substr($body, 1) . '=',
        'rs_' . substr($body, 1) . "\xe9", "rk_$body$body";
    is(metric('pg_calls'), $calls, '... and nobody was asked');
    my $unknown = metric('api_unknown');
    is(me("rk_$body")->{status}, 401, 'one that could be');
    is(metric('pg_calls'), $calls + 1, '... is looked up');
    is(metric('api_unknown'), $unknown + 1, '... and counted');
};


subtest 'unknown tokens of an address' => sub {
    my $old = Relevo::Api->key($w, 'demo', '*');
    is(me($old->{token}, 'flood')->{status}, 200, 'a key');
    is(me(made_up(), 'flood')->{status}, 401, 'unknown');
    my $r = flood('flood');
    like($r->{headers}{'retry-after'}, qr/^[1-9]\d?$/, 'is told when to come again');
    is($r->{json}{code}, 'rate_limited', '... a problem');
    is(metric('api_unknown_limited'), 1, 'counted');

    is(me($old->{token}, 'flood')->{status}, 200, 'who is known passes') for 1 .. 5;
    is($nobody->post('/api/v1/teams', { name => 'flood' }, 'X-From' => 'flood',
        Authorization => "Bearer $old->{token}")->{status}, 201, '... with changes, too');
    is(me(made_up(), 'elsewhere')->{status}, 401, 'another address is another');
    my $new = Relevo::Api->key($w, 'demo', '*');
    is(me($new->{token}, 'flood')->{status}, 429, 'a key that is new has to wait');
    is(me($new->{token}, 'elsewhere')->{status}, 200, '... or come from elsewhere');
    is(me($new->{token}, 'flood')->{status}, 200, '... and then it is known');
};


subtest 'all at once' => sub {
    my @c = map { Relevo::Http->new($w->url) } 1 .. 20;
    $_->send(sprintf "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-From: once\r\n"
        . "Authorization: Bearer %s\r\n\r\n", made_up()) for @c;
    my %n;
    $n{ $_->response(30)->{status} }++ for @c;
    ok($n{401} <= 4, 'no more look-ups than the rate, however many are under way') or diag explain \%n;
    is($n{401} + $n{429}, 20, 'the others are told to wait');
};


subtest 'what was no look-up in vain is not counted' => sub {
    my $key = Relevo::Api->key($w, 'demo', 'tickets:read');
    my %h = (Authorization => "Bearer $key->{token}", 'X-From' => 'honest');
    is($nobody->post('/api/v1/teams', '{', %h)->{status}, 400, 'not JSON') for 1 .. 4;
    is($nobody->get('/api/v1/teams', %h)->{status}, 403, 'a scope it has not');
    is(me(made_up(), 'honest')->{status}, 401, 'a mistake');
    is(me(Relevo::Api->key($w, 'demo', '*')->{token}, 'honest')->{status}, 200, "key $_") for 1 .. 5;
};


subtest 'a key that was revoked' => sub {
    my $key = Relevo::Api->key($w, 'demo', '*');
    is(me($key->{token}, 'revoked')->{status}, 200, 'known');
    flood('revoked');
    $w->pg->value('select core.key_revoke($1, $2)', $key->{tenant}, $key->{id});
    ok((wait_for { me($key->{token}, 'revoked')->{status} == 401 } 10), 'revoked');
    is(me($key->{token}, 'revoked')->{status}, 429, '... and it is like any other');
};


subtest 'logins of an address' => sub {
    my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'agent');
    my $login = sub { $nobody->post('/api/v1/session', { tenant => 'demo',
        email => 'ana@demo.example', password => $Relevo::Api::PASSWORD, @_ }, 'X-From' => 'door') };
    flood('door');
    my $r = $login->(cookie => JSON::PP::false);
    is($r->{status}, 201, 'tokens and logins are counted apart');
    is(me($r->{json}{token}, 'door')->{status}, 200, '... and who has just been let in passes');
    $r = $login->();
    my ($cookie) = $r->{headers}{'set-cookie'} =~ /^([^;]+)/;
    is($nobody->get('/api/v1/me', Cookie => $cookie, 'X-From' => 'door')->{status}, 200,
        '... with a cookie, too');

    is($nobody->post('/api/v1/session', { tenant => 'demo' }, 'X-From' => 'door')->{status}, 422,
        'one that says nothing costs nothing') for 1 .. 4;
    my $calls;
    wait_until { $calls = metric('pg_calls'); ($r = $login->(password => 'wrong'))->{status} == 429 } 30,
        'too many';
    is(metric('pg_calls'), $calls, 'the last was not tried');
    like($r->{headers}{'retry-after'}, qr/^[1-9]\d?$/, 'is told when to come again');
    is(metric('api_login_limited'), 1, 'counted');
    is(me($ana->{token}, 'door')->{status}, 200, 'who is logged in does not notice');
};


subtest 'the defaults, by address' => sub {
    $w->stop('nginx');
    $w->part('nginx')->write(http => '');
    $w->start('nginx');
    my $c = Relevo::Http->new($w->url);
    my $n = 0;
    for (1 .. 300) {
        $c->request(GET => '/api/v1/me', headers => { Authorization => 'Bearer ' . made_up() });
        $n += $c->response->{status} == 401;
    }
    is($n, 300, 'three hundred unknown tokens');
    $c->close;
    ok((wait_for { me(made_up())->{status} == 429 } 30), '... in a minute');
};

Relevo::World->finish;
