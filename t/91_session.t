# Sessions, cookies, second factors, lock-out; keys that are used once; rates,
# origins; and what a change tells the world: live events, wakes, rights.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Digest::SHA qw(hmac_sha1 sha256_hex);
use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Http;
use Relevo::Record;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)],
    allow => [qr/a second factor is/], nginx => {
    server => 'location /slow/ { rewrite ^/slow(/.*)$ $1 last; }' });
my $key = Relevo::Api->key($w, 'demo', '*');
my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'agent');
my $nobody = Relevo::Api->new($w);


sub login {
    my (%o) = @_;

    return $nobody->post('/api/v1/session', { tenant => 'demo', email => 'ana@demo.example',
        password => $Relevo::Api::PASSWORD, %o });
}


# What an authenticator shows in a step of half a minute.
sub totp {
    my ($secret, $step) = @_;

    my $bits = join '', map { sprintf '%05b', index('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', $_) }
        split //, $secret;
    my $mac = hmac_sha1(pack('Q>', $step), pack 'B*', $bits);
    return sprintf '%06d', (unpack('N', substr $mac, ord(substr $mac, 19) & 15, 4)
        & 0x7fffffff) % 1_000_000;
}


subtest 'cookies' => sub {
    my $r = login();
    is($r->{status}, 201, 'logged in');
    my $cookie = $r->{headers}{'set-cookie'};
    like($cookie, qr/^relevo_session=rs_[\w-]{43};/, 'a cookie');
    like($cookie, qr/; $_(;|$)/, "... $_")
        for 'HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/';
    ok(!exists $r->{json}{token}, 'the page does not see it');
    my ($pair) = $cookie =~ /^([^;]+)/;
    my $csrf = $r->{json}{csrf};

    is($nobody->get('/api/v1/me', Cookie => "a=b; $pair")->{json}{agent}{name}, 'ana',
        'it opens');
    is($nobody->post('/api/v1/me/heartbeat', undef, Cookie => $pair)->{status}, 403,
        'a change needs X-CSRF-Token');
    is($nobody->post('/api/v1/me/heartbeat', undef, Cookie => $pair,
        'X-CSRF-Token' => 'a' x 32)->{status}, 403, '... the right one');
    is($nobody->post('/api/v1/me/heartbeat', undef, Cookie => $pair,
        'X-CSRF-Token' => $csrf)->{status}, 200, '... then it is done');
    is($nobody->delete('/api/v1/session', Cookie => $pair, 'X-CSRF-Token' => $csrf)
        ->{status}, 204, 'logged out');
    is($nobody->get('/api/v1/me', Cookie => $pair)->{status}, 401, 'it opens nothing');
    is($w->pg->value('select count(*) from core.session where position(hash in $1::bytea) > 0',
        '\x' . unpack 'H*', $pair), 0, 'only its hash is stored');
};


subtest 'passwords' => sub {
    is(login(password => 'wrong password')->{status}, 401, 'a wrong password');
    is(login(email => 'nobody@demo.example')->{status}, 401, 'a wrong address');
    is(login(tenant => 'nobody')->{status}, 401, 'a wrong tenant');
    login(password => 'wrong password') for 2 .. 5;
    my $r = login();
    is($r->{status}, 429, 'locked after five') or diag($r->{body});
    $w->pg->do('update core.credential set locked_until = now()');
    is(login()->{status}, 201, '... for a while');

    is($ana->patch('/api/v1/me', { password => 'x', new_password => 'a long enough one' })
        ->{status}, 403, 'who changes it must know it');
    is($ana->patch('/api/v1/me', { password => $Relevo::Api::PASSWORD,
        new_password => 'short' })->{status}, 422, 'and choose a long one');
    my $other = login(cookie => JSON::PP::false)->{json}{token};
    is($ana->patch('/api/v1/me', { password => $Relevo::Api::PASSWORD,
        new_password => 'another password' })->{status}, 200, 'changed');
    is($ana->get('/api/v1/session')->{status}, 200, 'this session goes on');
    is(Relevo::Api->new($w, $other)->get('/api/v1/me')->{status}, 401, 'the others end');
    is($ana->patch('/api/v1/me', { password => 'another password',
        new_password => $Relevo::Api::PASSWORD })->{status}, 200, 'and back');
    unlike($w->pg->value('select password from core.credential limit 1'), qr/horse/, 'hashed');
};


# What is said of failures, and when there are too many, does not tell whether an
# address exists.
subtest 'an address that nobody has' => sub {
    my $tom = Relevo::Api->agent($w, 'demo', 'tom', 'agent');
    my $off = Relevo::Api->agent($w, 'demo', 'off', 'agent');
    $key->patch("/api/v1/agents/$off->{agent}", { enabled => JSON::PP::false });
    my $heard = sub { my $r = login(password => 'wrong', @_); return "$r->{status} $r->{body}" };
    my @tom = map { $heard->(email => 'tom@demo.example') } 1 .. 7;
    is_deeply([map { /^(\d+)/ } @tom], [(401) x 5, 429, 429], 'five failures, then locked');

    my %who = ('nobody' => { email => 'no-tom@demo.example' }, 'nobody, in capitals' =>
        { email => 'NO-tim@demo.example' }, 'who left' => { email => 'off@demo.example' },
        'a tenant there is not' => { email => 'tom@demo.example', tenant => 'nobody' });
    for my $name (sort keys %who) {
        is_deeply([map { $heard->(%{ $who{$name} }) } 1 .. 7], \@tom, "$name: the same, in words and number");
    }
    is($heard->(email => 'no-tim@demo.example'), $tom[6], 'by whatever case');
    like($heard->(email => 'tom@demo.example', tenant => 'other'), qr/^401/, 'each address by itself');

    # both are forgotten alike, whether locked or on the way to it
    my $later = sub { $w->pg->do("update core.$_ set failed_at = failed_at - interval '15 minutes',
        locked_until = locked_until - interval '15 minutes'") for qw(credential login_failure) };
    my @both = ({ email => 'tom@demo.example' }, $who{nobody});
    $later->();
    for my $one (@both) {
        is_deeply([map { $heard->(%$one) =~ /^(\d+)/ } 1 .. 4], [(401) x 4], 'open again');
    }
    $later->();
    for my $one (@both) {
        is_deeply([map { $heard->(%$one) =~ /^(\d+)/ } 1 .. 6], [(401) x 5, 429],
            'four of long ago count no more');
    }

    # tried at once they wait for nobody, and are counted all the same
    $later->();
    for my $one (@both) {
        my $body = encode_json({ tenant => 'demo', password => 'wrong', %$one });
        my @c = map { Relevo::Http->new($w->url) } 1 .. 12;
        $_->send("POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            . 'Content-Length: ' . length($body) . "\r\n\r\n$body") for @c;
        my %n;
        $n{ $_->response(30)->{status} }++ for @c;
        is_deeply(\%n, { 401 => 5, 429 => 7 }, 'twelve at once: five are tried') or diag explain \%n;
    }
};


subtest 'a password of a link' => sub {
    my $lea = Relevo::Api->agent($w, 'demo', 'lea', 'agent');
    my $once = sub { $w->pg->value(q{select core.password_once($1, $2, 'only for this once', $3)},
        $lea->{tenant}, $lea->{agent}, $_[0])->{ok} };
    my $try = sub { login(email => 'lea@demo.example', password => 'only for this once')->{status} };
    ok($once->(60), 'is set');
    is($try->(), 201, 'it opens');
    is($try->(), 401, '... once');
    $once->(60);
    $w->pg->do(q{update core.credential set once_until = now() - interval '1 s' where agent_id = $1},
        $lea->{agent});
    is($try->(), 401, '... and not after its time');
    $w->pg->value('select core.password_set($1, $2, $3)', $lea->{tenant}, $lea->{agent}, 'only for this once');
    is($try->(), 201, 'one that was chosen stays') for 1, 2;
};


subtest 'a second factor' => sub {
    is($ana->post('/api/v1/me/totp', { password => 'x' })->{status}, 403, 'needs the password');
    my $r;
    $r = $ana->post('/api/v1/me/totp', { password => $Relevo::Api::PASSWORD },
        'Idempotency-Key' => 'second factor') for 1, 2;
    is($r->{status}, 201, 'begun, and once more');
    my $secret = $r->{json}{secret};
    like($secret, qr/^[A-Z2-7]{32}$/, 'a secret');
    like($r->{json}{uri}, qr/secret=$secret&/, '... for an authenticator');
    # One step for what follows: the server takes its neighbours too, so that it
    # does not matter when the half-minute ends.
    my $step = int(time / 30);
    my $hex = unpack 'H*', pack 'B*', join '', map { sprintf '%05b', index(
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', $_) } split //, $secret;
    my $kept = $w->pg->value(q{select encode(totp, 'hex') from core.credential where totp is not null});
    is(length $kept, 2 * (20 + 33), 'sealed where it is kept');
    unlike($kept, qr/$hex/, '... not to be read there');
    is(login()->{status}, 201, 'not yet asked for');
    is($ana->put('/api/v1/me/totp', { code => '000000' })->{status}, 422, 'a wrong code')
        if totp($secret, $step) ne '000000';
    is($ana->put('/api/v1/me/totp', { code => totp($secret, $step) })->{status}, 200, 'confirmed');
    $r = login();
    is($r->{status}, 401, 'asked for');
    like($r->{json}{detail}, qr/second factor/, '... by name');
    is(login(totp => totp($secret, $step))->{status}, 401, 'a code works once');
    is(login(totp => totp($secret, $step + 1))->{status}, 201, 'the next one opens');
    is(login(totp => totp($secret, $step + 1), box => 'x', step => 9e9)->{status}, 422,
        'a body names no step');
    is($key->post('/api/v1/me/totp', { password => 'x' })->{status}, 403, 'keys have none');
    is($key->put('/api/v1/me/totp', { code => '123456' })->{status}, 422, '... to confirm');

    # a new key file: the old key goes, what it sealed does not
    is($key->post('/api/v1/notification-routes', { name => 'ops', kind => 'slack',
        secret => 'https://hooks.example/T0/B0/x' })->{status}, 201, 'a secret of another kind');
    my $old = $w->secret('seal_key');
    $w->write_file('secrets/seal_key', ('cd' x 32) . "\n$old\n", 0600);
    $w->part('nginx')->reload;
    $w->part('worker')->write;          # the settings of the command line
    my $sealed = $w->cli(qw(channel reseal));
    like($sealed->{out}, qr/^2 sealed anew, 0 failed/, 'resealed, both') or diag($sealed->{err});
    $w->write_file('secrets/seal_key', ('cd' x 32) . "\n", 0600);
    $w->restart('nginx');
    $w->pg->do('update core.credential set totp_last = 1 where totp_last is not null');
    my $in;
    ok((wait_for { ($in = login(totp => totp($secret, int(time / 30))))->{status} == 201 } 10),
        'the authenticator opens as before') or diag($in->{body});
    unlike($w->cli('doctor')->{out}, qr/do not open/, 'and everything else does');

    # with the box of somebody else the codes of this secret open nothing
    my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
    my $theirs = $bea->post('/api/v1/me/totp', { password => $Relevo::Api::PASSWORD })->{json}{secret};
    is($bea->put('/api/v1/me/totp', { code => totp($theirs, int(time / 30)) })->{status}, 200, 'another agent');
    $w->pg->do(q{update core.credential c set totp = o.totp from core.credential o
        where c.agent_id = $1 and o.agent_id = $2}, $bea->{agent}, $ana->{agent});
    is(login(email => 'bea@demo.example', totp => totp($secret, $step + 1))->{status}, 503,
        'a box that was moved does not open');

    my $remove = sub { $ana->call(DELETE => '/api/v1/me/totp', { password => $_[0] })->{status} };
    is($remove->('not the password'), 403, 'a wrong password') for 1 .. 5;
    is($remove->($Relevo::Api::PASSWORD), 403, '... five times: no other is looked at');
    is(login(email => 'ana@demo.example')->{status}, 429, '... nor at the login');
    $w->pg->do('update core.credential set locked_until = null where agent_id = $1', $ana->{agent});
    is($remove->($Relevo::Api::PASSWORD), 200, 'removed');
};


subtest 'once' => sub {
    my %h = ('Idempotency-Key' => 'order-1');
    my $r = $key->post('/api/v1/teams', { name => 'Once' }, %h);
    is($r->{status}, 201, 'done');
    my $again = $key->post('/api/v1/teams', { name => 'Once' }, %h);
    is($again->{status}, 201, 'the same answer');
    is_deeply($again->{json}, $r->{json}, '... word for word');
    is($again->{headers}{'idempotent-replayed'}, 'true', '... and says so');
    is($w->pg->value(q{select count(*) from core.team where name = 'Once'}), 1, 'done once');
    is($key->post('/api/v1/teams', { name => 'Twice' }, %h)->{status}, 422, 'another body');
    is($key->post('/api/v1/teams', { name => 'Once' }, 'Idempotency-Key' => 'order-2')
        ->{status}, 409, 'another key is another request');
    my %made = (name => 'once', scopes => ['conversations:read']);
    $r = $key->post('/api/v1/keys', \%made, 'Idempotency-Key' => 'key-1');
    like($r->{json}{token}, qr/^rk_/, 'a key is told');
    $again = $key->post('/api/v1/keys', \%made, 'Idempotency-Key' => 'key-1');
    is("$again->{status} $again->{json}{id}", "201 $r->{json}{id}", 'and known again');
    ok(!exists $again->{json}{token}, '... but its text is kept nowhere');
    is($w->pg->value(q{select count(*) from core.idempotency where strpos(body::text, $1) > 0},
        $r->{json}{token}), 0, '... nor in the database');
    $w->pg->do(q{update core.idempotency set created_at = now() - interval '25 hours'});
    is($key->post('/api/v1/teams', { name => 'Twice' }, %h)->{status}, 201,
        'forgotten after a day');
};


subtest 'origins' => sub {
    my %o = (Origin => 'https://desk.example');
    my $r = $nobody->call(OPTIONS => '/api/v1/me', undef, %o,
        'Access-Control-Request-Method' => 'PATCH');
    is($r->{status}, 204, 'a preflight');
    is($r->{headers}{'access-control-allow-methods'}, 'GET, HEAD, PATCH', '... is answered');
    is($key->get('/api/v1/me', %o)->{status}, 403, 'an origin that is not allowed');
    $key->patch('/api/v1/settings', { settings => { origins => ['https://desk.example'] } });
    $r = $key->get('/api/v1/me', %o);
    is($r->{status}, 200, 'one that is');
    is($r->{headers}{'access-control-allow-origin'}, 'https://desk.example', '... may read');
    is($key->get('/api/v1/me', Origin => 'http://localhost')->{status},
        200, 'our own pages');
};


subtest 'events and wakes after the commit' => sub {
    my $c = Relevo::Api::conversation($w, 'demo', 'v1');
    my $live = Relevo::Http->new($w->url)->sse('/live/agent',
        headers => { Authorization => "Bearer $ana->{token}" });
    is($live->{response}{status}, 200, 'an agent listens');
    is($live->event(30)->{event}, 'hello', 'hello');
    is(Relevo::Http->new($w->url)->sse('/live/agent')->{response}{status}, 401, 'nobody else');

    $ana->patch("/api/v1/agents/$ana->{agent}/status", { status => 'away' });
    is(decode_json($live->event(30)->{data})->{type}, 'agent.changed', 'hears of itself');
    $key->post("/api/v1/conversations/$c->{id}/handoff", { reason => 'vip' });
    my %type;
    while (!$type{'conversation.changed'} || !$type{'ticket.changed'}) {
        my $e = $live->event(30) or last;
        $type{ decode_json($e->{data})->{type} }++;
        unlike($e->{data}, qr/hola|Ruiz/, 'ids and states alone');
    }
    is_deeply([sort grep { /ed$/ } keys %type], [sort keys %type], 'of the hand-over');

    my ($wake) = grep { $_->{place} =~ /^3:/ } reverse records($w->redis);
    is($wake->{payload}, "$key->{tenant} $c->{id}", 'the worker is woken');

    my $other = Relevo::Api->key($w, 'other', '*');
    $other->post('/api/v1/teams', { name => 'x' });
    Relevo::Api::conversation($w, 'other', 'v1');
    my $theirs = Relevo::Api->agent($w, 'other', 'eve', 'admin');
    $theirs->patch("/api/v1/agents/$theirs->{agent}/status", { status => 'away' });

    $key->patch("/api/v1/agents/$ana->{agent}", { role => 'supervisor' });
    my ($last, $foreign);
    while (my $e = $live->event(30)) {
        $last = decode_json($e->{data});
        $foreign ||= ($last->{agent} // '') eq $theirs->{agent};
    }
    ok(!$foreign, 'nothing of another tenant');
    is($last->{type}, 'rights.changed', 'other rights');
    ok($live->{closed}, '... end the stream');
};


subtest 'rates' => sub {
    $w->part('nginx')->write(http => 'relevo_api_rate 3r/m;');
    $w->part('nginx')->reload;
    my $slow = Relevo::Api->key($w, 'demo', '*');
    wait_until { $slow->get('/api/v1/me')->{headers}{'ratelimit-limit'} == 3 } 10, 'the rate';
    my $r;
    wait_until { ($r = $slow->get('/api/v1/me'))->{status} == 429 } 10, 'too many';
    ok($r->{headers}{'retry-after'} > 0, 'says when');
    is($r->{headers}{'ratelimit-remaining'}, 0, 'nothing left');
    is($r->{json}{code}, 'rate_limited', 'a problem');
    is($key->get('/api/v1/me')->{status}, 200, 'others are not concerned');

    my %tried;
    $tried{ $nobody->post('/api/v1/session', { tenant => 'nobody', email => 'x', password => 'y' },
        Authorization => 'Bearer rk_' . $_ x 43)->{status} }++ for 'a' .. 'e';
    ok($tried{429}, 'who tries passwords is one address, whatever tokens are made up');
};

Relevo::World->finish;
