# Tenants never meet: every route of the API with everything of a foreign
# tenant in it, as its administrator and as its key; agents among themselves;
# keys without the scope; ids that were made up.  Then the suite is shown to
# see: without one policy it fails.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Pg;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)], stopped => 1,
    allow => [qr/SQLSTATE (42501|23503)/]);

mkdir $w->dir('uploads');
chmod 0777, $w->dir('uploads');
$w->part('nginx')->write(replace => [[qr/location \/api\/ \{/ =>
    'location /api/ { relevo_chat_media ' . $w->dir('uploads') . ';']]);
$w->start(@{ $w->{parts} });

# ---- the victim, with one of everything; each holds the word "xyzzy", which
# nobody else says; what a path can name is called quux ----

my $own = Relevo::Api->key($w, 'victim', '*');
my $agent = Relevo::Api->agent($w, 'victim', 'xyzzy', 'agent');
my $c = Relevo::Api::conversation($w, 'victim', 'xyzzy-visitor', text => 'xyzzy text',
    name => 'xyzzy name');
my $d = Relevo::Api::conversation($w, 'victim', 'xyzzy-2');
$agent->patch("/api/v1/agents/$agent->{agent}/status", { status => 'away' });
my $ticket = $own->post("/api/v1/conversations/$c->{id}/handoff", { reason => 'xyzzy' })
    ->{json}{ticket};
$own->post("/api/v1/conversations/$c->{id}/notes", { text => 'xyzzy note' });
my $team = $own->post('/api/v1/teams', { name => 'xyzzy team' })->{json}{id};
my $key = $own->post('/api/v1/keys', { name => 'xyzzy key', scopes => ['*'] })->{json}{id};
$own->put('/api/v1/channel-accounts/whatsapp/quux', { name => 'xyzzy' });
$own->put('/api/v1/endpoints/whatsapp/quux', { scheme => 'meta', secret => 'xyzzy-secret' });
$own->put('/api/v1/knowledge/quux/en', { items => [{ question => 'xyzzy?',
    answer => 'xyzzy.' }] });
$own->patch('/api/v1/settings', { settings => { word => 'xyzzy' } });
my $route = $own->post('/api/v1/notification-routes', { name => 'xyzzy', kind => 'webhook',
    target => 'https://xyzzy.example/h', secret => 'whsec_xyzzy', events => ['*'] })->{json}{id};
my $notice = $own->post('/api/v1/notifications', { text => 'xyzzy' })->{json}{id};
my $letter = $w->pg->do(q{insert into core.dead_letter (tenant_id, reason, raw)
    values ($1, 'xyzzy', 'xyzzy') returning id}, $own->{tenant});
my $callback = $w->pg->do(q{insert into core.callback (tenant_id, id, conversation_id,
        contact_id, from_seq, reason)
    values ($1, core.uuid7(), $2, $3, 1, 'xyzzy') returning id}, $own->{tenant}, $c->{id},
    $c->{contact});
my $canned = $own->post('/api/v1/canned-replies', { shortcut => 'quux', text => 'xyzzy' })
    ->{json}{id};
$own->put('/api/v1/templates/quux/en', { category => 'utility', body => 'xyzzy' });
$own->put('/api/v1/intents/quux', { examples => [{ text => 'xyzzy' }] });
$own->put('/api/v1/persona', { persona => 'xyzzy' });
$own->patch('/api/v1/branding', { name => 'xyzzy' });
$own->patch('/api/v1/limits', { limits => { tasks => { soft => 7 } } });
my $task = $own->post('/api/v1/rules/preview', { text => 'xyzzy' })->{json}{id};
$own->put('/api/v1/reviews/rates', { rates => { '*' => { percent => 3 } } });
$own->put("/api/v1/drafts/$c->{id}", { text => 'xyzzy' });
$own->put("/api/v1/conversations/$c->{id}/labels/xyzzy");
my $review = $w->pg->do(q{insert into core.review (tenant_id, conversation_id, message_id, seq,
        language, comment, said_at)
    values ($1, $2, core.uuid7(), 1, 'en', 'xyzzy', now()) returning id}, $own->{tenant},
    $c->{id});
my $account = $w->pg->value(q{select id from core.account where account = 'quux'});

my $media = $w->pg->do(q{insert into core.media (tenant_id, conversation_id, message_id, seq, ord,
        partition, channel, account, kind, source, state, name, text, object, thumb, deadline_at)
    values ($1, $2, core.uuid7(), 1, 0, 3, 'webchat', 'quux', 'image', '{}', 'done', 'xyzzy.png',
        'xyzzy', 'xyzzy/1.png', 'xyzzy/2.jpg', now()) returning id}, $own->{tenant}, $c->{id});

my %id = (media => $media, tasks => $task, 'canned-replies' => $canned, reviews => $review,
    channels => $account, keys => $key, agents => $agent->{agent}, teams => $team, conversations => $c->{id},
    callbacks => $callback, contacts => $c->{contact}, tickets => $ticket->{id},
    'dead-letters' => $letter, 'notification-routes' => $route, notifications => $notice,
    tenants => $own->{tenant}, admin => $c->{id});
my %text = (ticket => $ticket->{number}, channel => 'whatsapp', account => 'quux',
    name => 'quux', endpoint => 'quux', language => 'en', label => 'quux', conversation_id => $c->{id},
    agent_id => $agent->{agent}, message_id => $c->{id}, version => 1);
my %body = (reason => 'x', note => 'x', text => 'x', name => 'x', category => 'x');

$w->pg->do('select core.upkeep()');          # what can be searched
my %ask = ('/api/v1/conversations' => "?contact=$c->{contact}", '/api/v1/search' => '?q=xyzzy',
    '/api/v1/knowledge/search' => '?q=xyzzy&language=en');

my $doc = $own->get('/api/v1/openapi.json')->{json};


# All of the victim's rows, but the clocks of its tokens.
sub rows {
    return $w->pg->value(q{select md5(string_agg(x, '|' order by x)) from (
        select query_to_xml(format('select * from %s where tenant_id = %L', c.oid::regclass,
            $1), true, false, '')::text as x
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relnamespace = 'core'::regnamespace and c.relkind = 'r'
          and c.relname not in ('api_key', 'session', 'idempotency', 'audit_log', 'audit_head')
        union all select (k.*)::text from (select id, name, scopes, revoked_at
            from core.api_key where tenant_id = $1) k) t}, $own->{tenant});
}


# A body that fits the schema, with the victim's ids wherever one is asked for.
sub body_of {
    my ($schema) = @_;

    my %b;
    for my $name (keys %{ $schema->{properties} }) {
        my $p = $schema->{properties}{$name};
        my $required = grep { $_ eq $name } @{ $schema->{required} // [] };
        if (($p->{format} // '') eq 'uuid') {
            $b{$name} = { agent => $agent->{agent}, team => $team, into => $d->{contact},
                conversation_id => $c->{id} }->{$name} // $c->{id};
        } elsif ($required) {
            $b{$name} = $p->{enum} ? $p->{enum}[0] : $p->{type} eq 'array' ? ['*']
                : $p->{type} eq 'object' ? {} : $p->{type} eq 'boolean' ? JSON::PP::true
                : $p->{type} eq 'integer' ? 1 : 'xxxxxxxxxxxx';
        }
    }
    delete $b{password};
    return \%b;
}


# What a route is asked with: a document that fits, a file, or nothing.
sub asked_with {
    my ($op) = @_;

    my $content = $op->{requestBody} && $op->{requestBody}{content} // {};
    return $content->{'application/octet-stream'} ? 'a file'
        : $content->{'application/json'} ? body_of($content->{'application/json'}{schema}) : undef;
}


sub filled {
    my ($name, $kind, $make_id) = @_;

    return $make_id->($kind) if $name eq 'id';
    return $name =~ /_id$/ ? $make_id->($name) : $text{$name};
}


# What row-level security lets the web's role see of the victim, whatever the
# functions ask for: tables and how many rows.
sub leaks {
    my ($tenant) = @_;

    my $pg = Relevo::Pg->new($w->part('postgres')->conninfo('relevo_web'));
    my @bad;
    for my $table (map { $_->{t} } $w->pg->rows(q{select c.relname as t from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')
              and has_any_column_privilege('relevo_web', c.oid, 'select')})) {
        my $n = $pg->value("with s as (select set_config('relevo.tenant', \$1, false))
            select count(t.tenant_id) from s cross join lateral (select tenant_id
            from core.$table where tenant_id = \$2 and (select count(*) from s) = 1) t",
            $tenant, $own->{tenant});
        push @bad, "core.$table: $n rows of the victim" if $n;
    }
    return @bad;
}


# Tables into which row-level security lets the web's role write for the
# victim: it looks at a row before anything else does.
sub writes {
    my ($tenant) = @_;

    my $pg = Relevo::Pg->new($w->part('postgres')->conninfo('relevo_web'));
    $pg->do(q{select set_config('relevo.tenant', $1, false)}, $tenant);
    my @bad;
    for my $table (map { $_->{t} } $w->pg->rows(q{select c.relname as t from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')
              and has_column_privilege('relevo_web', c.oid, a.attnum, 'insert')})) {
        $pg->do('begin');
        eval { $pg->do("insert into core.$table (tenant_id) values (\$1)", $own->{tenant}) };
        push @bad, "core.$table: " . ($@ || 'a row for the victim')
            unless $@ =~ /row-level security policy/;
        $pg->do('rollback');
    }
    return @bad;
}


# Every route as this one; returns what went wrong.
sub attack {
    my ($api, $make_id) = @_;

    my @bad;
    my $before = rows();
    for my $path (sort keys %{ $doc->{paths} }) {
        next if $path =~ m{openapi|/live/|/session$|/me/totp|/me$};
        my ($kind) = $path =~ m{/api/(?:v1/)?([\w-]+)};
        (my $url = $path) =~ s/\{(\w+)\}/filled($1, $kind, $make_id)/ge;
        for my $method (map { uc } sort keys %{ $doc->{paths}{$path} }) {
            my $op = $doc->{paths}{$path}{lc $method};
            my $query = $method eq 'GET' && $ask{$path} // '';
            my $r = $api->call($method => $url . $query, asked_with($op));
            push @bad, "$method $path: $r->{status} speaks of it"
                if $r->{body} =~ /xyzzy/;
            push @bad, "$method $path: $r->{status}" if $r->{status} >= 500;
            push @bad, "$method $path: $r->{status}, not refused"
                if $path =~ /\{(id|ticket|agent_id|conversation_id)\}/ && $r->{status} < 400;
        }
    }
    push @bad, 'rows of the victim have changed' if rows() ne $before;
    return @bad, leaks($api->{tenant}), writes($api->{tenant});
}


sub foreign { return $id{$_[0]} // $text{$_[0]} // $c->{id} }


my $thief = Relevo::Api->key($w, 'thief', '*');
my $eve = Relevo::Api->agent($w, 'thief', 'eve', 'admin');

is_deeply([attack($thief, \&foreign)], [], 'a foreign key sees and changes nothing');
is_deeply([attack($eve, \&foreign)], [], 'a foreign administrator sees and changes nothing');
is_deeply([attack($thief, sub { '01234567-89ab-7cde-8f01-23456789abcd' })], [],
    'nor with ids that were made up');
is($thief->get('/api/v1/me', 'X-Relevo-Tenant' => $own->{tenant})->{status}, 403,
    'nor by naming the tenant');

subtest 'without the scope' => sub {
    my $none = Relevo::Api->key($w, 'victim', 'usage:read');
    my @bad;
    for my $path (sort keys %{ $doc->{paths} }) {
        (my $url = $path) =~ s/\{(\w+)\}/$1 eq 'id' ? $c->{id} : $text{$1}/ge;
        for my $method (sort keys %{ $doc->{paths}{$path} }) {
            my $op = $doc->{paths}{$path}{$method};
            my $scope = $op->{'x-scope'} or next;
            next if $scope eq 'usage:read';
            my $r = $none->call(uc $method => $url, asked_with($op));
            push @bad, "$method $path: $r->{status}" unless $r->{status} =~ /^(403|422)$/;
        }
    }
    is_deeply(\@bad, [], 'everything is refused');
};

subtest 'another agent of the same tenant' => sub {
    my $mallory = Relevo::Api->agent($w, 'victim', 'mallory', 'agent');
    $agent->post("/api/v1/conversations/$c->{id}/claim");
    my @open = map { "/api/v1/conversations/$c->{id}$_" } '', '/messages', '/notes', '/timeline',
        '/panel', '/decisions';
    is($mallory->get($_)->{status}, 404, "GET $_") for @open,
        "/api/v1/contacts/$c->{contact}", "/api/v1/tickets/$ticket->{id}";
    is($mallory->post("/api/v1/conversations/$c->{id}/$_", /notes|messages/ ? { text => 'x' }
        : /archive|reopen/ ? undef : {})->{status}, 404, "POST $_")
        for qw(messages notes claim release resolve archive transfer reopen read viewing);
    is($mallory->put("/api/v1/conversations/$c->{id}/labels/x")->{status}, 404, 'a label');
    is($mallory->put("/api/v1/drafts/$c->{id}", { text => 'x' })->{status}, 404, 'a draft');
    unlike($mallory->get('/api/v1/search?q=xyzzy')->{body}, qr/text/, 'nor does he find it');
    like($own->get('/api/v1/search?q=xyzzy')->{body}, qr/xyzzy.{3} text/, '... who may does');
    is($agent->get("/api/v1/conversations/$c->{id}")->{status}, 200, 'the one who has it may');
};

# A link of a mail is a right of its own, and of its route alone.
subtest 'links of notifications' => sub {
    my $mail = $own->post('/api/v1/notification-routes', { name => 'mail', kind => 'email',
        target => 'x@y.example' })->{json}{id};
    my $token = $w->pg->value(q{select payload #>> '{items,0,token}' from core.outbox
        where queue = 'n:' || $1}, $mail);
    (my $other = $token) =~ s/^[0-9a-f]{32}/$thief->{tenant} =~ s{-}{}gr/e;
    my $nobody = Relevo::Api->new($w);
    is($nobody->post("/api/v1/notify/$_->[0]?token=$_->[1]")->{status}, 404, "$_->[0]: $_->[2]")
        for ['confirm', $other, 'another tenant'], ['leave', $token, 'of the other page'],
            ['confirm', '', 'none'], ['confirm', "${token}x", 'longer'],
            ['confirm', '%27+or+true--', 'no token'];
    is($nobody->post('/api/v1/notify/confirm')->{status}, 404, 'without one');
    is($own->get("/api/v1/notification-routes/$mail")->{json}{state}, 'unconfirmed',
        'nothing has changed');
    is($nobody->post("/api/v1/notify/confirm?token=$token")->{status}, 200, 'the right one');
};

# ---- can this suite see? ----

# A value that fits a column, as far as the catalog tells.
my %OF_TYPE = (uuid => 'core.uuid7()', 'timestamp with time zone' => 'now()', date => 'current_date',
    boolean => 'false', json => q('{}'), jsonb => q('{}'), bytea => q('\x01'), tsvector => q(''),
    interval => q('1 day'));


sub value_for {
    my ($c) = @_;

    return Relevo::Pg::quote($own->{tenant}) if $c->{name} eq 'tenant_id';
    return q('{}') if $c->{type} =~ /\[\]$/;
    return $OF_TYPE{ $c->{type} } if $OF_TYPE{ $c->{type} };
    return 1 if $c->{type} =~ /int|real|double|numeric/;
    return $c->{check} =~ /ARRAY\['(\w+)'/ ? "'$1'" : q('quux');
}


# A row of the victim where it has none yet; foreign keys and triggers are off.
sub fill {
    my (@tables) = @_;

    my @bad;
    $w->pg->do('set session_replication_role = replica');
    for my $table (@tables) {
        next if $w->pg->value("select count(*) from core.$table where tenant_id = \$1", $own->{tenant});
        my @columns = $w->pg->rows(q{select a.attname as name, format_type(a.atttypid, null) as type,
                coalesce((select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k
                    where k.conrelid = a.attrelid and k.contype = 'c'
                      and k.conkey = array[a.attnum]), '') as check
            from pg_attribute a where a.attrelid = ('core.' || $1)::regclass and a.attnum > 0
              and a.attnotnull and not a.atthasdef and a.attidentity = '' and not a.attisdropped},
            $table);
        eval { $w->pg->do(sprintf 'insert into core.%s (%s) values (%s)', $table,
            join(', ', map { $_->{name} } @columns), join ', ', map { value_for($_) } @columns) };
        push @bad, "core.$table: $@" if $@;
    }
    $w->pg->do('reset session_replication_role');
    return @bad;
}


# Every table that the web's role may read: without its policy each shows.
my @tables = map { $_->{t} } $w->pg->rows(q{select c.relname as t from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
    where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')
      and not c.relispartition and has_any_column_privilege('relevo_web', c.oid, 'select')
    order by 1});
is_deeply([fill(@tables)], [], scalar(@tables) . ' tables hold something of the victim');
is_deeply([leaks($thief->{tenant})], [], 'with their policies none shows it');
$w->pg->do("alter table core.$_ disable row level security") for @tables;
my %open = map { /^core\.(\w+): \d+ rows/ ? ($1 => 1) : () } leaks($thief->{tenant});
is_deeply([grep { !$open{$_} } @tables], [],
    'without its policy each of them fails the suite');
my %written = map { /^core\.(\w+): / ? ($1 => 1) : () } writes($thief->{tenant});
cmp_ok(scalar keys %written, '>=', 40, scalar(keys %written) . ' can be written to, and that is seen too');
$w->pg->do("alter table core.$_ enable row level security") for @tables;
is_deeply([leaks($thief->{tenant}), writes($thief->{tenant})], [], 'with it, none');

$w->pg->do(q{create or replace function api.ticket_get(req jsonb) returns api.response
    language sql stable security definer set search_path = core, pg_temp as $$
    select api.ok(to_jsonb(t)) from ticket t where t.number = req #>> '{params,ticket}' $$});
$w->pg->do('alter function api.ticket_get(jsonb) owner to postgres');
my @found = attack($thief, \&foreign);
is_deeply([map { /^(\S+ \S+: \d+)/ } @found[0, 1]], [('GET /api/v1/tickets/{ticket}: 200') x 2],
    'a function that forgets the tenant is found');

Relevo::World->finish;
