# The API through nginx and PostgreSQL: every route, happy, refused, invalid.
# What a table can say is in the table; what has a story comes after it.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use POSIX ();
use Test::More;

use Relevo::Api;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)]);
my $key = Relevo::Api->key($w, 'demo', '*');
my $root = Relevo::Api->key($w, 'operator', '*');
my $boss = Relevo::Api->agent($w, 'demo', 'boss', 'admin');
my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'agent');
my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
my $c = Relevo::Api::conversation($w, 'demo', 'v1');
my $d = Relevo::Api::conversation($w, 'demo', 'v2');
my $none = '01234567-89ab-7cde-8f01-23456789abcd';


# method, path, body, status, then a check of the JSON
sub try_as {
    my ($api, $method, $path, $body, $status, $check) = @_;

    my $r = $api->call($method => $path, $body);
    is($r->{status}, $status, "$method $path: $status") or diag($r->{body});
    $check->($r->{json}) if $check && $r->{json};
    return $r->{json};
}


sub problem {
    my ($code, $path, $what) = @_;

    return sub {
        is($_[0]{code}, $code, '... is ' . $code);
        is($_[0]{errors}[0]{path}, $path, "... names $path") if $path;
        is($_[0]{errors}[0]{code}, $what, "... says $what") if $what;
    };
}


subtest 'who comes in' => sub {
    my $nobody = Relevo::Api->new($w);
    my $r = $nobody->get('/api/v1/me');
    is($r->{status}, 401, 'without a token');
    is($r->{headers}{'www-authenticate'}, 'Bearer', '... says how');
    is($r->{headers}{'content-type'}, 'application/problem+json', '... a problem');
    is(Relevo::Api->new($w, 'rk_' . 'x' x 43)->get('/api/v1/me')->{status}, 401, 'forged key');
    is(Relevo::Api->new($w, 'x' x 43)->get('/api/v1/me')->{status}, 401, 'no token at all');
    is($nobody->get('/api/v1/me', Authorization => 'Basic YTpi')->{status}, 401, 'Basic');
    is($nobody->get('/api/v1/me', 'X-Service-Token' => $key->{token})->{json}{role}, 'key',
        'X-Service-Token');
    is($key->get('/api/v1/me')->{json}{tenant}{slug}, 'demo', 'a key');
    is($ana->get('/api/v1/me')->{json}{agent}{name}, 'ana', 'an agent');

    my $narrow = Relevo::Api->key($w, 'demo', 'tickets:read');
    is($narrow->get('/api/v1/tickets')->{status}, 200, 'a scope it has');
    $r = $narrow->get('/api/v1/agents');
    is($r->{status}, 403, 'a scope it has not');
    like($r->{json}{detail}, qr/agents:read/, '... names it');

    my $gone = Relevo::Api->key($w, 'demo', '*');
    is($gone->get('/api/v1/me')->{status}, 200, 'one more');
    is($key->delete("/api/v1/keys/$gone->{id}")->{status}, 200, 'a key is revoked');
    is($gone->get('/api/v1/me')->{status}, 401, '... at once');
    $w->pg->do('update core.api_key set expires_at = now() where id = $1', $narrow->{id});
    wait_until { $narrow->get('/api/v1/tickets')->{status} == 401 } 5, 'an expired one, within a second';
};


subtest 'paths, methods, queries, bodies' => sub {
    my $r = $key->call(PUT => '/api/v1/me');
    is($r->{status}, 405, 'wrong method');
    is($r->{headers}{allow}, 'GET, HEAD, PATCH', '... says which');
    is($key->get('/api/v1/nothing')->{status}, 404, 'no such path');
    is($key->get('/api/v1/agents/x')->{status}, 404, 'no uuid');
    is($key->call(HEAD => '/api/v1/me')->{status}, 200, 'HEAD');
    try_as($key, GET => '/api/v1/keys?limit=x', undef, 422,
        problem('invalid', 'query.limit', 'integer'));
    try_as($key, GET => '/api/v1/keys?lim=1', undef, 422,
        problem('invalid', 'query.lim', 'unknown'));
    is($key->get('/api/v1/keys?limit=1&limit=2')->{status}, 400, 'a name twice');
    is($key->get('/api/v1/keys?cursor=%00')->{status}, 400, 'a NUL');
    is($key->get("/api/v1/keys?cursor=$_")->{status}, 400, "no UTF-8: $_")
        for qw(%ff %ed%a0%80 %f8%90%80%80 %fc%90%80%80);
    is($key->post('/api/v1/teams', '{"name":')->{status}, 400, 'half a body');
    is($key->post('/api/v1/teams', '{"name":"a","name":"b"}')->{status}, 400, 'twice');
    is($key->post('/api/v1/teams', '{"name":"a\u0000"}')->{status}, 400, 'NUL in a body');
    is($key->post('/api/v1/teams', '{"name":"a"}', 'Content-Type' => 'text/plain')->{status},
        415, 'another type');
    is($key->post('/api/v1/teams', '{"name":"' . 'x' x 70_000 . '"}')->{status}, 413,
        'too large');
    try_as($key, POST => '/api/v1/teams', [], 422, problem('invalid', 'body', 'object'));
    try_as($key, POST => '/api/v1/teams', {}, 422, problem('invalid', 'body.name', 'required'));
    try_as($key, POST => '/api/v1/teams', { name => 7 }, 422,
        problem('invalid', 'body.name', 'string'));
    try_as($key, POST => '/api/v1/teams', { name => 'x' x 256 }, 422,
        problem('invalid', 'body.name', 'too_long'));
    try_as($key, POST => '/api/v1/teams', { name => 'x', nmae => 1 }, 422,
        problem('invalid', 'body.nmae', 'unknown'));
    is($key->call(GET => '/api/v1/me', '{}')->{status}, 400, 'a body where none is taken');
};


subtest 'tenants, settings, flags, rules' => sub {
    try_as($key, GET => '/api/v1/tenants', undef, 403);
    try_as($root, GET => '/api/v1/tenants', undef, 200, sub {
        ok((grep { $_->{slug} eq 'demo' } @{ $_[0]{items} }), 'demo is there') });
    my $t = try_as($root, POST => '/api/v1/tenants', { slug => 'acme' }, 201);
    try_as($root, POST => '/api/v1/tenants', { slug => 'acme' }, 409);
    try_as($root, POST => '/api/v1/tenants', { slug => 'A b' }, 422);
    try_as($root, GET => "/api/v1/tenants/$t->{id}/limits", undef, 200);
    try_as($root, PUT => "/api/v1/tenants/$t->{id}/limits", { limits => {} }, 200);
    is($root->get('/api/v1/me', 'X-Relevo-Tenant' => $t->{id})->{json}{tenant}{slug}, 'acme',
        'the operator acts for a tenant');
    is($key->get('/api/v1/me', 'X-Relevo-Tenant' => $t->{id})->{status}, 403, 'others do not');
    try_as($key, GET => "/api/v1/tenants/$t->{id}", undef, 404);
    try_as($key, GET => "/api/v1/tenants/$key->{tenant}", undef, 200);
    try_as($key, PATCH => "/api/v1/tenants/$key->{tenant}", { name => 'Demo' }, 200);

    my $r = $key->get('/api/v1/settings');
    is($r->{status}, 200, 'settings');
    my $etag = $r->{headers}{etag};
    like($etag, qr/^"\d+"$/, '... have a version');
    is($key->patch('/api/v1/settings', { settings => { a => { b => 1, c => 2 } } },
        'If-Match' => $etag)->{status}, 200, 'changed');
    is($key->patch('/api/v1/settings', { settings => { a => 1 } }, 'If-Match' => $etag)
        ->{status}, 412, 'not what somebody else has changed');
    is_deeply($key->patch('/api/v1/settings', { settings => { a => { b => undef } } })
        ->{json}{settings}{a}, { c => 2 }, 'a merge patch');
    try_as($key, PATCH => '/api/v1/settings', { settings => { origins => ['x'] } }, 422);
    try_as($key, PUT => '/api/v1/flags/reports.beta', { enabled => JSON::PP::true }, 200);
    try_as($key, GET => '/api/v1/flags', undef, 200, sub {
        ok($_[0]{flags}{'reports.beta'}, 'a flag');
        ok($_[0]{flags}{human_handoff}, 'those of ours are on unless told') });
    try_as($key, PUT => '/api/v1/flags/human_handof', { enabled => JSON::PP::false }, 422);
    try_as($key, PUT => '/api/v1/flags/human_handoff', { enabled => JSON::PP::false }, 200, sub {
        ok(!$_[0]{flags}{human_handoff}, 'and off then') });
    try_as($key, PUT => '/api/v1/flags/human_handoff', { enabled => JSON::PP::true }, 200);
    try_as($key, GET => '/api/v1/desk', undef, 200, sub {
        is($_[0]{rules}{accept_minutes}, 2, 'rules of the desk') });
    try_as($key, PUT => '/api/v1/desk', { rules => { idle_to => 'x' } }, 422);
    try_as($key, PUT => '/api/v1/desk', { rules => { idle_to => 'bot' } }, 200);
    try_as($key, GET => '/api/v1/rules', undef, 200);
    try_as($key, PUT => '/api/v1/rules', { rules => {} }, 422);
    try_as($key, PUT => '/api/v1/rules', { rules => { version => 1, threshold => 5,
        rules => [] } }, 422);
    try_as($key, PUT => '/api/v1/rules', { rules => { version => 1, threshold => 5,
        rules => [{ id => 'long', points => 9, when => [{ length_over => 9 }] }] } }, 200,
        sub { is($_[0]{version}, 1, 'a first version') });
    try_as($key, DELETE => '/api/v1/rules', undef, 200, sub { is($_[0]{version}, 2, 'given back') });
    is($ana->get('/api/v1/settings')->{status}, 403, 'not for agents');
};


subtest 'agents and teams' => sub {
    my $a = try_as($boss, POST => '/api/v1/agents', { email => 'New@demo.example',
        name => 'New', languages => ['ES'], capacity => 2 }, 201);
    is_deeply([@$a{qw(email languages role)}], ['new@demo.example', ['es'], 'agent'], 'as said');
    try_as($boss, POST => '/api/v1/agents', { email => 'new@demo.example' }, 409);
    try_as($boss, POST => '/api/v1/agents', { email => 'nobody' }, 422);
    try_as($boss, POST => '/api/v1/agents', { email => 'q@x.example', password => 'short' }, 422,
        problem('invalid', 'body.password', 'password'));
    try_as($ana, POST => '/api/v1/agents', { email => 'x@demo.example' }, 403);
    try_as($ana, GET => '/api/v1/agents', undef, 200);
    try_as($ana, GET => "/api/v1/agents/$a->{id}", undef, 200);
    try_as($ana, GET => "/api/v1/agents/$none", undef, 404);
    try_as($boss, PATCH => "/api/v1/agents/$a->{id}", { capacity => 9 }, 200, sub {
        is($_[0]{capacity}, 9, 'changed') });
    is($boss->patch("/api/v1/agents/$a->{id}", { capacity => 1 }, 'If-Match' => '"1"')
        ->{status}, 412, 'If-Match');
    try_as($ana, PATCH => "/api/v1/agents/$ana->{agent}/status", { status => 'online' }, 200);
    try_as($ana, PATCH => "/api/v1/agents/$a->{id}/status", { status => 'online' }, 403);
    try_as($ana, PATCH => "/api/v1/agents/$ana->{agent}/status", { status => 'asleep' }, 422,
        problem('invalid', 'body.status', 'choice'));
    try_as($ana, POST => '/api/v1/me/heartbeat', undef, 200);
    try_as($key, POST => '/api/v1/me/heartbeat', undef, 403);

    my $sue = Relevo::Api->agent($w, 'demo', 'sue', 'supervisor');
    try_as($sue, PATCH => "/api/v1/agents/$a->{id}", { role => 'admin' }, 403);
    try_as($sue, PATCH => "/api/v1/agents/$boss->{agent}", { name => 'x' }, 403);
    my $max = Relevo::Api->agent($w, 'demo', 'max', 'supervisor');
    my $staff = Relevo::Api->key($w, 'demo', 'agents:write');
    for my $who ($sue, $staff) {            # a password is the way to all that they may
        try_as($who, PATCH => "/api/v1/agents/$max->{agent}", { password => 'another long one' }, 403);
        try_as($who, DELETE => "/api/v1/agents/$max->{agent}", undef, 403);
        try_as($who, POST => '/api/v1/agents', { email => 'y@demo.example', role => 'supervisor' }, 403);
        try_as($who, PATCH => "/api/v1/agents/$a->{id}", { capacity => 8 }, 200);
    }
    try_as($sue, PATCH => "/api/v1/agents/$sue->{agent}", { name => 'Sue' }, 200);
    try_as($boss, PATCH => "/api/v1/agents/$max->{agent}", { name => 'Max' }, 200);

    my $team = try_as($boss, POST => '/api/v1/teams', { name => 'Billing' }, 201);
    try_as($boss, POST => '/api/v1/teams', { name => 'Billing' }, 409);
    try_as($boss, PATCH => "/api/v1/teams/$team->{id}", { name => 'Money' }, 200);
    try_as($boss, PATCH => "/api/v1/teams/$none", { name => 'x' }, 404);
    try_as($boss, PUT => "/api/v1/teams/$team->{id}/agents/$a->{id}", undef, 200);
    try_as($boss, PUT => "/api/v1/teams/$team->{id}/agents/$none", undef, 404);
    try_as($ana, GET => '/api/v1/teams', undef, 200, sub {
        is($_[0]{items}[0]{agents}[0]{id}, $a->{id}, 'its agents') });
    try_as($boss, DELETE => "/api/v1/teams/$team->{id}/agents/$a->{id}", undef, 200);
    try_as($boss, DELETE => "/api/v1/teams/$team->{id}/agents/$a->{id}", undef, 404);
    try_as($boss, DELETE => "/api/v1/teams/$team->{id}", undef, 200);
    try_as($boss, DELETE => "/api/v1/teams/$team->{id}", undef, 404);
    try_as($boss, DELETE => "/api/v1/agents/$a->{id}", undef, 200);
    try_as($boss, DELETE => "/api/v1/agents/$a->{id}", undef, 404);
};


subtest 'a conversation from the bot to a person and back' => sub {
    try_as($ana, GET => "/api/v1/conversations/$c->{id}", undef, 404);     # the bot's
    try_as($key, GET => "/api/v1/conversations/$c->{id}", undef, 200, sub {
        is($_[0]{state}, 'bot', 'the bot has it');
        is($_[0]{contact}{name}, 'Ana Ruiz', 'of whom') });
    is($boss->get("/api/v1/conversations/$c->{id}/messages")->{json}{items}[0]{text}, 'hola',
        'a supervisor reads it');
    $ana->patch("/api/v1/agents/$ana->{agent}/status", { status => 'away' });
    try_as($key, POST => "/api/v1/conversations/$c->{id}/handoff",
        { priority => 'urgent', reason => 'vip' }, 200, sub {
        is($_[0]{state}, 'pending_handoff', 'it waits');
        like($_[0]{ticket}{number}, qr/^TKT-\d{4}-\d{4}$/, 'with a ticket') });
    try_as($ana, GET => "/api/v1/conversations/$c->{id}", undef, 200, sub {
        is($_[0]{sight}, 'preview', 'agents see a preview');
        is($_[0]{preview}, 'hola', '... of it') });
    try_as($ana, GET => "/api/v1/conversations/$c->{id}/messages", undef, 404);
    try_as($ana, POST => "/api/v1/conversations/$c->{id}/messages", { text => 'x' }, 409);
    try_as($ana, POST => "/api/v1/agents/$bea->{agent}/claim/$c->{id}", undef, 403);
    try_as($ana, POST => "/api/v1/agents/$ana->{agent}/claim/$c->{id}", undef, 200);
    try_as($bea, POST => "/api/v1/conversations/$c->{id}/claim", undef, 404);
    try_as($bea, GET => "/api/v1/conversations/$c->{id}", undef, 404);
    try_as($ana, GET => "/api/v1/conversations/$c->{id}/messages", undef, 200);
    my $m = try_as($ana, POST => "/api/v1/conversations/$c->{id}/messages",
        { text => 'Soy Ana.' }, 201);
    is($w->pg->value('select origin from core.outbox where id = $1', $m->{id}), 'agent',
        'it is on its way');
    try_as($ana, GET => '/api/v1/conversations', undef, 200, sub {
        is_deeply([map { $_->{id} } @{ $_[0]{items} }], [$c->{id}], 'her inbox') });
    try_as($boss, GET => "/api/v1/agents/$ana->{agent}/conversations", undef, 200, sub {
        is($_[0]{total}, 1, 'what she has') });
    for my $other ([escalated => 'pending_handoff|human'], [active => 'bot']) {
        my ($name, $ours) = @$other;                # as others call them (C-26)
        try_as($key, GET => "/api/v1/conversations?state=$name", undef, 200, sub {
            my @states = map { $_->{state} } @{ $_[0]{items} };
            ok(@states && !grep({ !/^($ours)$/ } @states), "$name is $ours: @states") });
    }
    try_as($key, GET => '/api/v1/conversations?state=human&page=1&limit=5', undef, 200, sub {
        is($_[0]{total}, 1, 'numbered pages count') });
    try_as($key, GET => '/api/v1/conversations?q=v1', undef, 200, sub {
        is($_[0]{items}[0]{id}, $c->{id}, 'found by an identity') });
    try_as($ana, POST => "/api/v1/conversations/$c->{id}/notes", { text => 'vip' }, 201);
    try_as($ana, GET => "/api/v1/conversations/$c->{id}/notes", undef, 200, sub {
        is($_[0]{items}[0]{text}, 'vip', 'a note') });
    try_as($ana, PUT => "/api/v1/conversations/$c->{id}/labels/vip", undef, 200);
    try_as($key, GET => '/api/v1/conversations?label=vip', undef, 200, sub {
        is(scalar @{ $_[0]{items} }, 1, 'found by a label') });
    try_as($ana, DELETE => "/api/v1/conversations/$c->{id}/labels/vip", undef, 200);
    try_as($ana, POST => "/api/v1/conversations/$c->{id}/transfer", {}, 422);
    try_as($ana, POST => "/api/v1/conversations/$c->{id}/transfer", { queue => JSON::PP::true },
        200);
    try_as($bea, POST => "/api/v1/conversations/$c->{id}/claim", { force => JSON::PP::true },
        403);
    try_as($bea, POST => "/api/v1/conversations/$c->{id}/claim", undef, 200);
    try_as($bea, POST => "/api/v1/conversations/$c->{id}/resolve", { category => 'done' }, 200);
    try_as($bea, POST => "/api/v1/conversations/$c->{id}/reopen", undef, 200);
    try_as($boss, POST => "/api/v1/conversations/$c->{id}/claim", { force => JSON::PP::true },
        200);
    try_as($boss, POST => "/api/v1/agents/$bea->{agent}/release/$c->{id}", undef, 409);
    try_as($boss, POST => "/api/v1/agents/$boss->{agent}/release/$c->{id}", { note => 'ok' },
        200, sub { is($_[0]{state}, 'bot', 'the bot again') });
    try_as($boss, POST => "/api/v1/conversations/$c->{id}/release", undef, 409);
    try_as($boss, POST => "/api/v1/conversations/$c->{id}/reset", undef, 200);
    try_as($ana, POST => "/api/v1/admin/conversations/$c->{id}/reset", undef, 403);
    try_as($boss, GET => "/api/v1/admin/conversations/$c->{id}/escalation", undef, 200);
    try_as($key, POST => "/api/v1/conversations/$c->{id}/claim", undef, 422);
    try_as($boss, POST => "/api/v1/conversations/$c->{id}/archive", undef, 200);
    try_as($key, POST => "/api/v1/conversations/$none/handoff", undef, 404);
    try_as($key, GET => '/api/v1/callbacks', undef, 200);
    try_as($key, PATCH => "/api/v1/callbacks/$none", { state => 'done' }, 404);
};


subtest 'pages of messages and conversations' => sub {
    $w->pg->do(q{insert into core.message (tenant_id, id, conversation_id, seq, direction,
            origin, epoch, type, text, at)
        select $1, core.uuid7(), $2, i, 'in', 'visitor', 1, 'text', 'm' || i, now()
        from generate_series(2, 45) i}, $key->{tenant}, $d->{id});
    $w->pg->do('update core.conversation set last_seq = 45, done_seq = 45 where id = $1',
        $d->{id});
    my ($cursor, @seen);
    for (1 .. 3) {
        my $r = $key->get("/api/v1/conversations/$d->{id}/messages?limit=20"
            . ($cursor ? "&cursor=$cursor" : ''));
        push @seen, map { $_->{seq} } @{ $r->{json}{items} };
        $cursor = $r->{json}{next};
    }
    is_deeply(\@seen, [reverse 1 .. 45], 'each once, the newest first');
    is($cursor, undef, '... and then no more');
    try_as($key, GET => "/api/v1/conversations/$d->{id}/messages?cursor=x", undef, 422);

    Relevo::Api::conversation($w, 'demo', "p$_") for 1 .. 5;
    my %ids;
    undef $cursor;
    do {
        my $r = $key->get('/api/v1/conversations?limit=2' . ($cursor ? "&cursor=$cursor" : ''));
        $ids{ $_->{id} }++ for @{ $r->{json}{items} };
        $cursor = $r->{json}{next};
    } while $cursor;
    is(scalar keys %ids, 7, 'every conversation');
    is((grep { $_ != 1 } values %ids), 0, '... once');
};


subtest 'contacts' => sub {
    my $other = Relevo::Api::conversation($w, 'demo', 'v9', name => 'Zoe');
    try_as($key, GET => '/api/v1/contacts?q=zo', undef, 200, sub {
        is($_[0]{items}[0]{id}, $other->{contact}, 'by name') });
    try_as($key, GET => '/api/v1/contacts?limit=2', undef, 200, sub {
        ok($_[0]{next}, 'a page') });
    try_as($ana, GET => '/api/v1/contacts', undef, 403);
    try_as($ana, GET => "/api/v1/contacts/$other->{contact}", undef, 404);
    try_as($key, GET => "/api/v1/contacts/$other->{contact}", undef, 200, sub {
        is($_[0]{identities}[0]{value}, 'v9', 'its identities') });
    try_as($key, PATCH => "/api/v1/contacts/$other->{contact}", { name => 'Zoé' }, 200, sub {
        is($_[0]{name}, 'Zoé', 'renamed') });
    try_as($key, POST => "/api/v1/contacts/$other->{contact}/merge", { into => $none }, 422);
    try_as($key, POST => "/api/v1/contacts/$other->{contact}/merge",
        { into => $d->{contact} }, 200, sub {
        is(scalar @{ $_[0]{identities} }, 2, 'both are one') });
    try_as($key, POST => "/api/v1/contacts/$other->{contact}/merge",
        { into => $d->{contact} }, 409);
    try_as($key, DELETE => "/api/v1/contacts/$d->{contact}", undef, 200);
    is($w->pg->value('select count(*) from core.message where conversation_id = $1
        and text is not null', $d->{id}), 0, 'a person is forgotten');
    try_as($key, DELETE => "/api/v1/contacts/$none", undef, 404);
};


subtest 'tickets and escalations from outside' => sub {
    my $r = Relevo::Api->new($w)->post('/api/support/escalate', { customer_id => 'c-77',
        source_type => 'web', escalation_reason => 'wants a person', priority => 'high',
        escalation_category => 'complaint', bot_detected_sentiment => 'angry',
        status => 'open', metadata => { order => 7 } }, 'X-Service-Token' => $key->{token});
    is($r->{status}, 201, 'an outside bot escalates') or diag($r->{body});
    my $t = $r->{json};
    ok($t->{success}, '... with success');
    is($t->{message}, 'Escalation created successfully', '... as printed');
    is($t->{estimated_response_time}, '1 hour', '... in words');
    try_as($key, POST => '/api/support/escalate', { customer_id => 'x' }, 422,
        problem('invalid', 'body.escalation_reason', 'required'));
    for my $wrong (['a wrong token', 'X-Service-Token' => 'x' x 40], ['none']) {
        my ($what, @token) = @$wrong;
        $r = Relevo::Api->new($w)->post('/api/support/escalate', { customer_id => 'x' }, @token);
        is("$r->{status} $r->{json}{error} $r->{json}{code}", '401 Unauthorized unauthorized',
            "$what: `error` as the caller knows it");
    }
    ok(!exists $key->get("/api/v1/tickets/$none")->{json}{error}, '... on that path alone');
    try_as($key, GET => "/api/v1/tickets/$t->{ticket_number}", undef, 200, sub {
        is($_[0]{metadata}{order}, 7, 'what was said') });
    try_as($key, GET => "/api/v1/tickets/$t->{ticket_id}", undef, 200);
    try_as($key, GET => '/api/v1/tickets/TKT-1999-0001', undef, 404);
    try_as($key, GET => '/api/v1/tickets?status=open&priority=high', undef, 200, sub {
        is($_[0]{items}[0]{id}, $t->{ticket_id}, 'found') });
    try_as($key, PATCH => "/api/v1/tickets/$t->{ticket_id}", { priority => 'low' }, 200, sub {
        is($_[0]{priority}, 'low', 'changed') });
    is($key->patch("/api/v1/tickets/$t->{ticket_id}", { priority => 'high' },
        'If-Match' => '"1"')->{status}, 412, 'If-Match');
    try_as($ana, PATCH => "/api/v1/tickets/$t->{ticket_id}", { priority => 'low' }, 404);
    try_as($ana, GET => "/api/v1/tickets/$t->{ticket_id}", undef, 200, sub {
        ok(!exists $_[0]{metadata}, 'an agent sees what waits as a preview') });
    try_as($ana, GET => '/api/v1/tickets', undef, 200);

    # nobody has it: an agent takes it, answers elsewhere, it is over
    my $url = "/api/v1/tickets/$t->{ticket_id}";
    my $to = sub { { agent => $_[0]{agent} } };
    my $sla = sub { $w->pg->value(q{select met_at is not null from core.sla where ticket_id = $1
        and kind = $2}, $t->{ticket_id}, $_[0]) ? 1 : 0 };
    is($sla->('assignment') . $sla->('first_response'), '00', 'its service levels run');
    try_as($ana, PATCH => $url, $to->($bea), 404);
    try_as($ana, PATCH => $url, { %{ $to->($ana) }, priority => 'low' }, 404);
    try_as($ana, PATCH => $url, $to->($ana), 200, sub {
        is("$_[0]{status} $_[0]{agent_id}", "in_progress $ana->{agent}", 'taken');
        is($_[0]{metadata}{order}, 7, '... and now all of it is shown') });
    is($sla->('assignment') . $sla->('first_response'), '10', 'assigned in time');
    try_as($bea, PATCH => $url, $to->($bea), 404);
    try_as($ana, PATCH => $url, $to->($bea), 200);
    try_as($ana, GET => $url, undef, 404);
    try_as($bea, PATCH => $url, { status => 'awaiting_customer' }, 200, sub {
        ok($_[0]{first_response_at}, 'passed on, and answered') });
    is($sla->('first_response'), 1, '... in time');
    try_as($boss, PATCH => $url, $to->($ana), 200);
    try_as($boss, PATCH => $url, { agent => $none }, 422);
    try_as($ana, PATCH => $url, { status => 'resolved', resolution_category => 'done' }, 200, sub {
        ok($_[0]{resolved_at}, 'resolved') });
    is_deeply([map { $_->{event} } $w->pg->rows(q{select event from core.notification
        where payload ->> 'ticket' = $1 order by id}, $t->{ticket_number})],
        [qw(escalation assignment assignment assignment resolution)], 'all of it was told');

    for my $source (qw(whatsapp web email chat phone messenger instagram telegram sms api), 'fax') {
        my $r = $key->post('/api/support/escalate', { customer_id => "of-$source",
            source_type => $source, escalation_reason => 'needs a person' });
        is($r->{status}, $source eq 'fax' ? 422 : 201, "from $source") or diag($r->{body});
        is($w->pg->value('select source_type from core.ticket where id = $1', $r->{json}{ticket_id}),
            $source, '... which the ticket says') if $source ne 'fax';
    }
};


# What S2-057 and S2-058 print is sent as it is.
subtest 'an escalation as the tool of others sends it' => sub {
    my $mine = Relevo::Api::conversation($w, 'demo', 'tool', text => 'I want my money back!');
    my $body = {
        customer_id => '7f0e5a2c-6a0f-4e37-9d0a-1d2f3c4b5a69', source_type => 'whatsapp',
        source_reference_id => '0d9c1f6e-2b7a-4c58-8f1e-93a4b5c6d7e8',
        source_phone_number => '15550100', subject => "\x{1F6A8} URGENT: Refund Request",
        escalation_reason => 'Customer is angry about a late delivery',
        escalation_category => 'refund_request', priority => 'urgent', status => 'open',
        bot_detected_sentiment => 'angry', customer_journey_stage => 'delivery',
        metadata => { conversation_summary => "Customer: where is it?\nBot: on its way",
            conversation_history => [{ role => 'user', content => 'where is it?' }],
            keywords_detected => ['Refund', 'late'], bot_confidence => 0.95,
            escalation_timestamp => '2026-11-22T10:00:00Z', order_id => 'ORD-123' },
    };
    my $send = sub {
        my ($reference, %more) = @_;
        return Relevo::Api->new($w)->post('/api/support/escalate',
            { %$body, source_reference_id => $reference, %more }, 'X-Service-Token' => $key->{token});
    };
    my $r = $send->($body->{source_reference_id});
    is($r->{status}, 201, 'a conversation of theirs: a ticket') or diag($r->{body});
    is($r->{json}{estimated_response_time}, '15 minutes', 'urgent: soon');
    my $row = $w->pg->row('select * from core.ticket where id = $1', $r->{json}{ticket_id});
    is($row->{conversation_id}, undef, 'nobody of ours');
    is_deeply([@$row{qw(subject priority category sentiment stage source_phone_number summary)}],
        [$body->{subject}, qw(urgent refund_request angry delivery 15550100),
         $body->{metadata}{conversation_summary}], 'as they say');
    is_deeply([$row->{keywords}, $row->{bot_confidence}, $row->{metadata}{order_id}],
        [[qw(refund late)], 0.95, 'ORD-123'], '... with what the bot knew');

    $r = $send->($mine->{id});
    is($r->{status}, 201, 'a conversation of ours') or diag($r->{body});
    $row = $w->pg->row('select * from core.ticket where id = $1', $r->{json}{ticket_id});
    is($row->{conversation_id}, $mine->{id}, '... is handed over');
    like($row->{summary}, qr/^Customer: I want my money back!/, 'with what was really said');
    is($send->($mine->{id})->{json}{ticket_number}, $row->{number}, 'said twice: one ticket');
    try_as($key, PATCH => "/api/v1/tickets/$row->{id}", { agent => $ana->{agent} }, 409);
    is($send->($none)->{status}, 201, 'an id that is nobody\'s: theirs');
    my $again = $send->($none, priority => 'low', escalation_reason => 'and has called twice');
    $row = $w->pg->row('select * from core.ticket where id = $1', $again->{json}{ticket_id});
    is("$again->{status} $row->{handoffs} $row->{priority} $row->{explanation}",
        '201 2 urgent and has called twice', 'said twice: one ticket, nothing is taken back');
    is($w->pg->value(q{select count(*) from core.ticket
        where metadata ->> 'source_reference_id' = $1}, $none), 1, '... of that talk');
    isnt($send->($none, customer_id => 'another')->{json}{ticket_id}, $row->{id},
        'another customer\'s is another');
    my $other = Relevo::Api->key($w, 'acme', '*');
    $r = $other->post('/api/support/escalate', { %$body, source_reference_id => $mine->{id} });
    is($w->pg->value('select conversation_id from core.ticket where id = $1', $r->{json}{ticket_id}),
        undef, 'another tenant\'s is nobody\'s');
};


subtest 'channels, endpoints, knowledge' => sub {
    my $path = '/api/v1/channel-accounts/whatsapp/555';
    try_as($key, PUT => $path, { name => 'Shop', credential => 'tOkEn-123',
        settings => { rate => 5 } }, 201);
    my $box = $w->pg->value(q{select encode(credential, 'hex') from core.account
        where account = '555'});
    like($box, qr/^01/, 'its credential is a box');
    unlike(pack('H*', $box), qr/tOkEn/, '... that hides it');
    try_as($key, PUT => $path, { name => 'Shop 2' }, 200);
    try_as($key, GET => '/api/v1/channel-accounts', undef, 200, sub {
        unlike(encode_json($_[0]), qr/credential|secret/, 'no secret comes back') });
    is($w->pg->value(q{select count(*) from core.timer where kind = 'publish'}) > 0, 1,
        'nginx will hear of it');
    my $other = Relevo::Api->key($w, 'acme', '*');
    try_as($other, PUT => $path, { name => 'mine' }, 409);
    try_as($key, DELETE => $path, undef, 204);
    try_as($key, DELETE => $path, undef, 404);
    my $good = 'whsec_' . 'QUFB' x 12;
    for my $wrong (['secret', scheme => 'standard', secret => 'whsec_x'],
        ['tolerance', scheme => 'standard', secret => $good, settings => { tolerance => 'soon' }],
        ['prefix', scheme => 'hmac', secret => $good, settings => { header => 'x-sign', prefix => '"' }],
        ['header', scheme => 'hmac', secret => $good, settings => { header => [] }])
    {
        my ($what, %body) = @$wrong;
        my $r = $key->put('/api/v1/endpoints/generic/crm', \%body);
        like("$r->{status} $r->{json}{detail}", qr/^422 $what: is /, "what its scheme cannot use: $what");
    }
    try_as($key, PUT => '/api/v1/endpoints/generic/crm', { scheme => 'standard',
        secret => $good }, 201, sub { is($_[0]{url}, '/webhooks/generic/crm', 'its URL') });
    try_as($key, PUT => '/api/v1/endpoints/generic/crm', { scheme => 'standard' }, 422);
    try_as($key, PUT => '/api/v1/endpoints/generic/' . 'x' x 600, { scheme => 'apikey',
        secret => 'x' x 20 }, 422);
    try_as($key, PUT => '/api/v1/channel-accounts/whatsapp/1', { credential => '' }, 422);
    try_as($key, DELETE => '/api/v1/endpoints/generic/crm', undef, 204);
    try_as($key, DELETE => '/api/v1/endpoints/generic/crm', undef, 404);

    try_as($key, PUT => '/api/v1/knowledge/faq/es', { items => [{ question => '¿Envíos?',
        answer => 'Sí.' }] }, 200);
    try_as($key, PUT => '/api/v1/knowledge/faq/de', { items => [{}] }, 422);
    try_as($key, PUT => '/api/v1/knowledge/faq/es', { items => [{ question => 'a' }] }, 422);
    try_as($key, GET => '/api/v1/knowledge', undef, 200);
    try_as($key, GET => '/api/v1/knowledge/faq/es', undef, 200, sub {
        is($_[0]{items}[0]{answer}, 'Sí.', 'a document') });
    try_as($key, GET => '/api/v1/knowledge/search?q=hacen+env%C3%ADos&language=es', undef, 200, sub {
        like($_[0]{items}[0]{document}, qr/^(faq|shop)$/, 'the document is cited');
        is($_[0]{confidence}, undef, 'no worker has said how far it believes') });
    try_as($key, GET => "/api/v1/knowledge/search?q=$_", undef, 422) for '%20', '+';
    try_as($key, GET => '/api/v1/knowledge/search', undef, 422);
    try_as($key, GET => '/api/v1/knowledge/search?q=x&language=de', undef, 422);
    try_as($key, GET => '/api/v1/knowledge/search?q=x&limit=x', undef, 422);

    my ($doc, @one) = ('/api/v1/knowledge/faq/es', { items => [{ question => 'q', answer => 'a' }] });
    my $seen = $key->get($doc)->{headers}{etag};
    is($seen, qq{"${ \$key->get($doc)->{json}{version} }"}, 'a document has a version');
    is($key->put($doc, @one, 'If-Match' => '"0"')->{status}, 412, 'it is no new one');
    is($key->get($doc)->{headers}{etag}, $seen, 'and stays');
    my $r = $key->put($doc, @one, 'If-Match' => $seen);
    is($r->{status}, 200, 'as it was seen: replaced');
    is($r->{headers}{etag}, $key->get($doc)->{headers}{etag}, 'by another version');
    is($key->put($doc, @one, 'If-Match' => $seen)->{status}, 412, 'somebody else has changed it');
    is($key->delete($doc, 'If-Match' => $seen)->{status}, 412, 'it is not removed either');
    is($key->put('/api/v1/knowledge/new/es', @one, 'If-Match' => '"0"')->{status}, 200, 'a new one');
    try_as($key, DELETE => '/api/v1/knowledge/new/es', undef, 204);
    try_as($key, DELETE => '/api/v1/knowledge/faq/es', undef, 204);
    is($key->put($doc, @one, 'If-Match' => $seen)->{status}, 412, 'what is gone is not changed');
    try_as($key, GET => '/api/v1/knowledge/faq/es', undef, 404);
};


subtest 'notifications' => sub {
    my $path = '/api/v1/notification-routes';
    my $hook = { name => 'crm', kind => 'webhook', target => 'https://crm.example/h',
        secret => 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', events => ['escalation'] };
    try_as($ana, GET => $path, undef, 403);
    try_as($ana, POST => $path, $hook, 403);
    try_as($key, POST => $path, { name => 'x' }, 422,
        problem('invalid', 'body.kind', 'required'));
    try_as($key, POST => $path, { %$hook, kind => 'pigeon' }, 422);
    try_as($key, POST => $path, { %$hook, secret => undef }, 422,
        problem('invalid', 'body.secret', 'invalid'));
    try_as($key, POST => $path, { %$hook, target => 'ftp://x' }, 422,
        problem('invalid', 'body.target', 'invalid'));
    try_as($key, POST => $path, { %$hook, events => ['lunch'] }, 422,
        problem('invalid', 'body.events', 'invalid'));
    try_as($key, POST => $path, { %$hook, agent => $none }, 422);
    try_as($key, POST => $path, { %$hook, digest_minutes => -1 }, 422);
    my $r = try_as($key, POST => $path, $hook, 201, sub {
        is($_[0]{state}, 'active', 'ready');
        unlike(encode_json($_[0]), qr/whsec|secret/, 'its secret does not come back') });
    my $box = $w->pg->value('select secret from core.notify_secret where route_id = $1', $r->{id});
    unlike($box, qr/whsec/, '... and is a box');
    try_as($key, POST => $path, $hook, 409);
    try_as($key, GET => $path, undef, 200, sub {
        is($_[0]{items}[0]{name}, 'crm', 'listed') });
    try_as($key, GET => "$path/$r->{id}", undef, 200, sub {
        is($_[0]{language}, 'en', 'in the language of the tenant') });
    try_as($key, GET => "$path/$none", undef, 404);
    try_as($key, PATCH => "$path/$r->{id}", { quiet => { from => '22:00', to => '07:00' },
        settings => { a => 1 } }, 200, sub { is($_[0]{version}, 2, 'changed') });
    try_as($key, PATCH => "$path/$r->{id}", { quiet => undef, settings => { b => 2 } }, 200, sub {
        is($_[0]{quiet}, undef, 'null takes away');
        is_deeply($_[0]{settings}, { a => 1, b => 2 }, 'settings are merged') });
    is($key->patch("$path/$r->{id}", { enabled => JSON::PP::true }, 'If-Match' => '"1"')
        ->{status}, 412, 'If-Match');
    try_as($key, PATCH => "$path/$r->{id}", { quiet => { from => 'late', to => 'soon' } }, 422);
    try_as($key, PATCH => "$path/$none", {}, 404);
    try_as($key, POST => "$path/$r->{id}/test", undef, 202, sub {
        ok($_[0]{notification}, 'a test') });
    try_as($key, POST => "$path/$none/test", undef, 404);
    my $mail = try_as($key, POST => $path, { name => 'mail', kind => 'email',
        target => 'ops@x.example' }, 201, sub { is($_[0]{state}, 'unconfirmed', 'asked') });
    try_as($key, POST => "$path/$mail->{id}/test", undef, 409);

    my $n = '/api/v1/notifications';
    try_as($key, POST => $n, { text => ' ' }, 422, problem('invalid', 'body.text', 'required'));
    try_as($key, POST => $n, { text => 'x', routes => [$none] }, 422,
        problem('invalid', 'body.routes', 'routes'));
    my $made = try_as($key, POST => $n, { text => 'Hola', routes => [$r->{id}] }, 202);
    try_as($key, POST => '/api/v1/admin/notifications', { text => 'x' }, 202);
    try_as($key, GET => "$n/$made->{id}", undef, 200, sub {
        is($_[0]{payload}{text}, 'Hola', 'kept') });
    try_as($key, GET => "$n/$none", undef, 404);
    try_as($key, GET => "$n?event=manual&limit=2", undef, 200, sub {
        is($_[0]{items}[1]{id}, $made->{id}, 'found') });
    try_as($key, GET => "$n?event=test", undef, 200, sub {
        is($_[0]{items}[0]{deliveries}[0]{state}, 'queued', 'with its deliveries') });
    try_as($ana, GET => $n, undef, 403);
    try_as($key, DELETE => "$path/$r->{id}", undef, 204);
    try_as($key, DELETE => "$path/$r->{id}", undef, 404);
};


subtest 'operations' => sub {
    my $letter = $w->pg->do(q{insert into core.dead_letter (tenant_id, reason, raw)
        values ($1, 'parse', 'abc') returning id}, $key->{tenant});
    try_as($key, GET => '/api/v1/dead-letters', undef, 200, sub {
        is($_[0]{items}[0]{reason}, 'parse', 'listed') });
    try_as($key, GET => "/api/v1/dead-letters/$letter", undef, 200, sub {
        is($_[0]{raw}, 'YWJj', 'with its bytes') });
    try_as($key, DELETE => "/api/v1/dead-letters/$letter", undef, 204);
    try_as($key, GET => "/api/v1/dead-letters/$letter", undef, 404);
    try_as($key, GET => '/api/v1/usage?from=2026-01-01', undef, 200);
    try_as($key, GET => '/api/v1/usage?from=soon', undef, 422);
    try_as($key, GET => '/api/v1/audit?limit=5', undef, 200, sub {
        is(scalar @{ $_[0]{items} }, 5, 'a page of the audit log');
        is($_[0]{items}[0]{action}, 'dead_letter_delete', 'the last change') });
    is($w->pg->value('select core.audit_verify($1)', $key->{tenant}), undef, 'the chain holds');
    $w->pg->do('update core.audit_log set action = $2 where tenant_id = $1 and seq = 3',
        $key->{tenant}, 'nothing');
    is($w->pg->value('select core.audit_verify($1)', $key->{tenant}), 3, 'a change shows');
};


subtest 'keys' => sub {
    my $k = try_as($key, POST => '/api/v1/keys', { name => 'bot', scopes => ['tickets:write'] },
        201);
    like($k->{token}, qr/^rk_[\w-]{43}$/, 'its text, once');
    try_as($key, GET => "/api/v1/keys/$k->{id}", undef, 200, sub {
        ok(!exists $_[0]{token}, '... never again') });
    try_as($key, POST => '/api/v1/keys', { name => 'x', scopes => ['all'] }, 422);
    my $small = Relevo::Api->key($w, 'demo', 'keys');
    try_as($small, POST => '/api/v1/keys', { name => 'x', scopes => ['*'] }, 403);
    try_as($key, GET => '/api/v1/keys?limit=1', undef, 200, sub { ok($_[0]{next}, 'more') });
    try_as($key, DELETE => "/api/v1/keys/$none", undef, 404);
};


# ---- files; with a worker: 74_files.t, 77_attachments.t ----

subtest files => sub {
    my $file = sub {
        my ($object, $thumb) = @_;
        return $w->pg->do(q{insert into core.media (tenant_id, conversation_id, message_id, seq,
                ord, partition, channel, account, kind, source, state, mime, text, object, thumb,
                deadline_at)
            values ($1, $2, core.uuid7(), 1, 0, 3, 'webchat', 'x', 'image', '{}', 'done',
                'image/png', 'Total 7', $3, $4, now()) returning id}, $key->{tenant}, $c->{id},
            $object, $thumb);
    };
    my ($id, $bare) = ($file->('x/1.png', 'x/2.jpg'), $file->(undef, undef));

    try_as($key, GET => "/api/v1/media/$id", undef, 200, sub { is($_[0]{text}, 'Total 7', 'text') });
    try_as($key, GET => "/api/v1/media/$none", undef, 404);
    try_as($key, GET => '/api/v1/media/7', undef, 404);
    for my $what (qw(content thumbnail)) {
        my $r = $key->get("/api/v1/media/$id/$what");
        is($r->{status}, 302, "$what: 302");
        like($r->{headers}{location}, qr{^/files\?t=[0-9a-f.ftks-]+$}, 'to a link');
        is($r->{body}, '', 'that is not told twice');
        try_as($key, GET => "/api/v1/media/$bare/$what", undef, 404);
        try_as($key, GET => "/api/v1/media/$none/$what", undef, 404);
    }
    try_as($key, GET => "/api/v1/conversations/$c->{id}/media?limit=1", undef, 200,
        sub { is($_[0]{items}[0]{id}, $bare, 'the newest'); ok($_[0]{next}, 'more') });
    try_as($key, GET => "/api/v1/conversations/$none/media", undef, 404);
    is($key->post("/api/v1/conversations/$c->{id}/attachments", 'x', 'Content-Type' =>
        'text/plain')->{status}, 404, 'no files are taken where there is no folder for them');
};


# Both have read the same version, and both wait for the desk: one of them is
# told that the other was faster.
subtest 'two changes of one version' => sub {
    my $agent = try_as($boss, POST => '/api/v1/agents', { email => 'two@demo.example' }, 201);
    my $ticket = try_as($key, POST => '/api/support/escalate', { customer_id => 'two',
        escalation_reason => 'x' }, 201);
    for my $path ("/api/v1/agents/$agent->{id}", "/api/v1/tickets/$ticket->{ticket_id}") {
        my $etag = $key->get($path)->{headers}{etag};
        my $desk = q{hashtextextended('desk ' || $1, 0)};
        my $tenant = $w->pg->value(q{select tenant_id from core.tenant where slug = 'demo'});
        $w->pg->value("select pg_advisory_lock($desk)", $tenant);
        my @pids = map {
            my $change = $path =~ /agents/ ? { capacity => $_ } : { subject => "is $_" };
            my $pid = fork // die "fork: $!";
            if (!$pid) {
                my $r = $key->patch($path, $change, 'If-Match' => $etag);
                POSIX::_exit($r->{status} == 200 ? 0 : $r->{status} == 412 ? 1 : 2);
            }
            $pid;
        } 1, 2;
        wait_until { $w->pg->value(q{select count(*) from pg_locks where locktype = 'advisory'
            and not granted}) == 2 } 10, 'both wait';
        $w->pg->value("select pg_advisory_unlock($desk)", $tenant);
        my @said = sort map { waitpid $_, 0; $? >> 8 } @pids;
        is("@said", '0 1', "$path: changed once");
    }
};


# ---- every route has been asked ----

my $elsewhere = qr{^\w+ (/api/v1/(session|me|me/totp|openapi\.json)|/live/agent)$};
my $admin = qr{/api/v1/(tasks|intents|intent-models|rules/\w+|canned-replies|templates
    |business-hours|persona|branding|prompts|brand|system|reviews|limits)\b
    |/(preview|draft|template|test|setup|register|replay|reaction)$}x;  # 97_api_*, 104 to 106
is_deeply([grep { !/$elsewhere/ && !/$admin/ && !/$Relevo::Api::DESK/ } $key->never_asked], [],
    'each route was asked here, in 91_session, 97_api_*, 98_api_desk, 104 or 105');

Relevo::World->finish;
