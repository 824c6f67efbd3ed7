# Who may see what: every route that reads (out of the table of routes), with
# every value and pair of values of its parameters, as two agents, a
# supervisor and keys of one scope each.  Each fact of each conversation is a
# word that nobody else says, so an answer tells what it gives away.
#
# A new route needs a line in %SHOWS, a new parameter one in %VALUES.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Http;
use Relevo::Routes;
use Relevo::World;

# Kinds of facts a route shows of a conversation to a key that may everything;
# '': none.  id, contact, ticket, number, media, callback are ids of these.
my $ROW = 'id contact name label ticket number subject text';
my $TICKET = 'ticket number subject explain summary meta solved solution ident';
my $NOTIFIED = 'ticket number subject solved';
my %SHOWS = (
    conversation_list => $ROW, inbox_rows => $ROW =~ s/id //r, agent_conversations => $ROW,
    conversation_get => 'contact name label ticket number subject',
    message_list => 'text rest said',
    timeline_get => 'text rest said note media file filetext ticket number label',
    panel_get => ($ROW =~ s/id //r) . ' ident visitor profile memory episode explain summary note meta'
        . ' solved solution',
    decision_list => 'decision',
    media_list => 'media file', media_get => 'id file filetext',
    media_content => 'media', media_thumbnail => 'media',
    note_list => 'note', draft_list => '', draft_get => '', canned_render => 'name number',
    search => 'id contact name rest said ticket number subject',
    rating_list => 'id ticket', callback_list => 'id contact name callback reason phone',
    contact_list => 'id contact name ident visitor', contact_get => 'id name ident visitor',
    ticket_list => "id contact $TICKET", ticket_get => "id contact $TICKET text rest said",
    escalation_get => "contact $TICKET",
    notification_list => "id notice $NOTIFIED", notification_get => 'id notice',
    dead_letter_list => 'id letter', dead_letter_get => 'id letter', task_get => 'task',
    review_list => 'id text rest said review', audit_list => 'id label',
    map { $_ => '' } qw(session_get me_get tenant_list tenant_get tenant_limits_get settings_get flag_list
        key_list key_get agent_list agent_get team_list inbox_counts overview_get rules_get rules_builtin
        rules_versions rules_version desk_get hours_get knowledge_list knowledge_get
        knowledge_search intent_list
        intent_get model_list canned_list canned_get template_list template_get persona_get
        prompt_get branding_get chat_brand channel_list channel_setup notification_route_list
        notification_route_get notify_confirm_page notify_leave_page review_scores
        review_rates_get usage_get limit_list system_health openapi),
);

# What a key of that scope may learn beside what it asked for; others: nothing.
my %SCOPE = (
    'conversations:read' => "$ROW rest said ident profile memory episode explain summary note meta"
        . ' solved solution media file filetext decision callback reason phone visitor task',
    'contacts:read' => $SHOWS{contact_list},
    'tickets:read' => $SHOWS{ticket_get},
    'operations:read' => "$SHOWS{review_list} letter",
    'notifications:read' => $SHOWS{notification_list},
    'audit:read' => $SHOWS{audit_list},
);

# What waits is a preview: who, and the first 100 characters; that they want to
# be called.
my %PREVIEW = map { $_ => 1 } split ' ', "$ROW callback";

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)], stopped => 1);
mkdir $w->dir('uploads');
chmod 0777, $w->dir('uploads');
$w->part('nginx')->write(replace => [[qr/location \/api\/ \{/ =>
    'location /api/ { relevo_chat_media ' . $w->dir('uploads') . ';']]);
$w->start(@{ $w->{parts} });
my $pg = $w->pg;
my $star = Relevo::Api->key($w, 'demo', '*');
my %who = map { $_ => Relevo::Api->agent($w, 'demo', $_, 'agent') } qw(ann bob cid);
$who{sue} = Relevo::Api->agent($w, 'demo', 'sue', 'supervisor');
my $tenant = $star->{tenant};
$_->patch("/api/v1/agents/$_->{agent}/status", { status => 'away' }) for values %who;
my %team;
for my $name (qw(ann bob)) {
    $team{$name} = $star->post('/api/v1/teams', { name => "of $name" })->{json}{id};
    $star->put("/api/v1/teams/$team{$name}/agents/$who{$name}{agent}");
}

# ---- conversations with one of everything ----

my (%c, %fact);             # name => {id, contact, ...}; the word => [name, kind]


sub word {
    my ($name, $kind) = @_;

    my $word = "zq$name$kind";
    $fact{$word} = [$name, $kind];
    return $word;
}


sub id_is {
    my ($name, $kind, $id) = @_;

    $c{$name}{$kind} = $id;
    $fact{$id} = [$name, $kind];
    (my $bare = $id) =~ s/-//g;
    $fact{$bare} = [$name, $kind];
}


sub talk {
    my ($name) = @_;

    my $v = Relevo::Api::conversation($w, 'demo', word($name, 'visitor'), name => word($name, 'name'),
        text => word($name, 'text') . ' and more of it' x 8 . ' common ' . word($name, 'rest'));
    id_is($name, id => $v->{id});
    id_is($name, contact => $v->{contact});
    $pg->do(q{insert into core.identity (tenant_id, account_id, kind, value, contact_id,
            conversation_id)
        select tenant_id, account_id, 'phone', $2, contact_id, id from core.conversation
        where id = $1}, $v->{id}, word($name, 'ident'));
    $pg->do(q{insert into core.contact_profile (tenant_id, contact_id, profile)
        values ($1, $2, json_build_object('x', $3::text))}, $tenant, $v->{contact},
        word($name, 'profile'));
    $pg->do(q{insert into core.conversation_memory (tenant_id, conversation_id, summary)
        values ($1, $2, $3)}, $tenant, $v->{id}, word($name, 'memory'));
    $pg->do(q{insert into core.turn (tenant_id, conversation_id, from_seq, to_seq, epoch, fence,
            worker, outcome, decision)
        values ($1, $2, 1, 1, 1, 1, 'w', 'ok', json_build_object('x', $3::text))}, $tenant,
        $v->{id}, word($name, 'decision'));
    $pg->do(q{insert into core.message (tenant_id, id, conversation_id, seq, direction, origin,
            epoch, type, text, at)
        values ($1, core.uuid7(), $2, 0, 'out', 'bot', 1, 'image', $3, now())}, $tenant, $v->{id},
        'common ' . word($name, 'said'));
    id_is($name, media => $pg->do(q{insert into core.media (tenant_id, conversation_id, message_id,
            seq, ord, partition, channel, account, kind, source, state, name, text, object, thumb,
            mime, deadline_at)
        select m.tenant_id, m.conversation_id, m.id, 1, 0, 3, 'webchat', 'chat-demo', 'image', '{}',
            'done', $3, $4, 'o/' || m.id, 't/' || m.id, 'image/png', now()
        from core.message m where m.tenant_id = $1 and m.conversation_id = $2 and m.direction = 'out'
        returning id}, $tenant, $v->{id}, word($name, 'file') . '.png', word($name, 'filetext')));
    id_is($name, callback => $pg->do(q{insert into core.callback (tenant_id, id, conversation_id,
            contact_id, from_seq, phone, reason)
        values ($1, core.uuid7(), $2, $3, 1, $4, $5) returning id}, $tenant, $v->{id},
        $v->{contact}, word($name, 'phone'), word($name, 'reason')));
    $pg->do(q{insert into core.review (tenant_id, conversation_id, message_id, seq, language,
            comment, said_at)
        select $1, $2, id, 1, 'en', $3, now() from core.message where conversation_id = $2
          and direction = 'out' limit 1}, $tenant, $v->{id}, word($name, 'review'));
    $c{$name}{letter} = $pg->do(q{insert into core.dead_letter (tenant_id, conversation_id, reason, raw)
        values ($1, $2, $3, 'x') returning id}, $tenant, $v->{id},
        word($name, 'letter'));
    $c{$name}{notice} = $pg->do(q{insert into core.notification (tenant_id, event, priority,
            conversation_id, payload)
        values ($1, 'escalation', 'high', $2, json_build_object('x', $3::text)) returning id},
        $tenant, $v->{id}, word($name, 'notice'));
    $c{$name}{task} = $pg->do(q{insert into core.task (tenant_id, kind, state, input, result, asked_by)
        values ($1, 'draft', 'done', json_build_object('conversation', $2::uuid),
            json_build_object('x', $3::text), $4) returning id}, $tenant, $v->{id},
        word($name, 'task'), $who{bob}{agent});
}


# Asked for a person; then it is somebody's, or was.
sub escalate {
    my ($name, $agent) = @_;

    my $url = "/api/v1/conversations/$c{$name}{id}";
    $star->put("$url/labels/" . word($name, 'label'));
    $star->post("$url/notes", { text => word($name, 'note') });
    my $t = $star->post('/api/support/escalate', { conversation_id => $c{$name}{id},
        customer_id => 'x', escalation_reason => word($name, 'explain'),
        subject => word($name, 'subject'), metadata => { x => word($name, 'meta') } })->{json};
    id_is($name, ticket => $t->{ticket_id});
    id_is($name, number => $t->{ticket_number});
    $pg->do('update core.ticket set summary = $2 where id = $1', $t->{ticket_id},
        word($name, 'summary'));
    return unless $agent;
    $star->post("$url/claim", { agent => $agent->{agent} });
    $agent->put("/api/v1/drafts/$c{$name}{id}", { text => word($name, 'draft') });
}


sub resolve {
    my ($name) = @_;

    $star->post("/api/v1/conversations/$c{$name}{id}/resolve", {
        category => word($name, 'solved'), notes => word($name, 'solution') });
    $pg->do(q{update core.episode set rating = 4, rated_at = now(), asked_at = now(), summary = $2
        where conversation_id = $1}, $c{$name}{id}, word($name, 'episode'));
}


talk($_) for qw(mine theirs waiting bots over);
escalate(mine => $who{ann});
escalate(theirs => $who{bob});
escalate('waiting');
escalate(over => $who{bob});
resolve('over');
$pg->do('select core.upkeep()');         # what can be searched, and figures

my %sight = (
    ann => { mine => 'all', waiting => 'preview' },
    cid => { waiting => 'preview' },
);

# ---- every route, every parameter ----

my @names = sort keys %c;
my @kinds_of_id = qw(id contact ticket media callback letter notice task);
my %VALUES = (
    agent => [map { $who{$_}{agent} } qw(ann bob cid)], team => [values %team],
    contact => [map { $c{$_}{contact} } @names], conversation => [map { $c{$_}{id} } @names],
    ids => [join ',', map { $c{$_}{id} } @names],
    label => ['zqtheirslabel', 'zqwaitinglabel'], language => ['en'], channel => ['webchat'],
    category => ['other'], event => ['escalation'], token => ['x'], limit => [100], page => [1],
    from => ['2000-01-01T00:00:00Z'], to => ['2100-01-01T00:00:00Z'],
    behind => [map { "$_:" } qw(channel language sentiment decision reason ticket message)],
    q => ['common', map { word($_, 'name'), word($_, 'rest'), word($_, 'ident'), word($_, 'text'),
        word($_, 'subject'), $c{$_}{number} // () } qw(theirs bots over)],
    cursor => ['ffffffff-ffff-7fff-bfff-ffffffffffff', '9999999999999999',
        '-9000000000000000.00000000-0000-0000-0000-000000000000'],
    by => ['day'],
);
my %PATH = (name => ['x'], language => ['en'], endpoint => ['demo'], version => [1],
    channel => ['webchat'], account => ['chat-demo'], label => ['x'],
    ticket => [map { ($c{$_}{ticket} // (), $c{$_}{number} // ()) } @names],
    conversation_id => [map { $c{$_}{id} } @names], message_id => [$c{theirs}{id}],
    agent_id => [$who{bob}{agent}]);
my $canned = $star->post('/api/v1/canned-replies', { shortcut => 'x',
    text => '{{contact.name}} {{ticket.number}}' })
    ->{json}{id};


sub values_of {
    my ($p) = @_;

    return @{ $VALUES{ $p->{name} } } if $VALUES{ $p->{name} };
    return split /\|/, $p->{type} if $p->{type} =~ /\|/;
    return qw(true false) if $p->{type} eq 'bool';
    fail("parameter $p->{name} has a line in %VALUES");
    return ();
}


# All that a path may name.
sub paths_of {
    my ($route) = @_;

    my @paths = $route->{path};
    while ($paths[0] =~ /\{(\w+)\}/) {
        my $name = $1;
        my @ids = $route->{path} =~ m{/canned-replies/} && $name eq 'id' ? $canned
            : $name eq 'id' ? ((map { my $n = $_; map { $c{$n}{$_} // () } @kinds_of_id } @names),
                $who{bob}{agent})
            : @{ $PATH{$name} // BAIL_OUT("{$name} of $route->{path}: a line in %PATH") };
        @paths = map { my $p = $_; map { $p =~ s/\{$name\}/$_/r } @ids } @paths;
    }
    return @paths;
}


sub queries_of {
    my ($route, $pairs) = @_;

    my @p = @{ $route->{params} };
    my ($must) = map { "$_->{name}=" } grep { $_->{must} } @p;
    my @one = map { my $p = $_; map { ["$p->{name}=" . (s/ /%20/gr), $p->{name}] } values_of($p) } @p;
    my @all = ('', map { $_->[0] } @one);
    if ($pairs) {
        for my $i (0 .. $#one) {
            push @all, map { "$one[$i][0]&$_->[0]" } grep { $_->[1] ne $one[$i][1] }
                @one[$i + 1 .. $#one];
        }
    }
    return map { length $_ ? "?$_" : '' } grep { !$must || /$must/ } @all;
}


# What an answer gives away: kind => {conversation => 1}; what was asked for
# is not told.
sub told {
    my ($r, $asked) = @_;

    my %told;
    my $text = $r->{body} . ($r->{headers}{location} // '');
    while ($text =~ /(zq[a-z]+|TKT-\d+-\d+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32})/g) {
        my ($name, $kind) = @{ $fact{$1} // next };
        $told{$kind}{$name} = 1 if index($asked, $1) < 0;
    }
    return \%told;
}


my @reads = grep { $_->{method} eq 'GET' && $_->{fn} ne 'live_agent' } Relevo::Routes::all();
cmp_ok(scalar @reads, '>=', 70, scalar(@reads) . ' routes read');
is_deeply([grep { !defined $SHOWS{ $_->{fn} } } @reads], [], 'each has a line in %SHOWS');
my %is = map { $_->{fn} => 1 } @reads;
diag("%SHOWS: there is no route $_") for grep { !$is{$_} } sort keys %SHOWS;

my $asked = 0;


# Asks for everything; calls $told with each answer that tells something.
sub ask_all {
    my ($api, $routes, $pairs, $told) = @_;

    for my $route (@$routes) {
        for my $path (paths_of($route)) {
            for my $query (queries_of($route, $pairs)) {
                my $r = $api->get($path . $query);
                $asked++;
                $told->($route, $path . $query, told($r, $path . $query), $r);
            }
        }
    }
}


subtest 'who may everything sees what is there' => sub {
    my (%seen, @odd);
    ask_all($star, \@reads, 0, sub {
        my ($route, $url, $told, $r) = @_;
        push @odd, "$url: $r->{status}" if $r->{status} >= 500;
        $seen{ $route->{fn} }{$_} = 1 for keys %$told;
    });
    is_deeply(\@odd, [], 'no errors');
    for my $fn (sort grep { $is{$_} } keys %SHOWS) {
        is(join(' ', sort keys %{ $seen{$fn} }), join(' ', sort split ' ', $SHOWS{$fn}),
            "$fn shows what it says");
    }
};


# Facts of conversations that this agent may not see, by url.
sub leaks_of {
    my ($name, $routes, $pairs) = @_;

    my @bad;
    ask_all($who{$name}, $routes, $pairs, sub {
        my ($route, $url, $told, $r) = @_;
        push @bad, "$url: $r->{status}" if $r->{status} >= 500;
        for my $kind (sort keys %$told) {
            for my $conv (sort keys %{ $told->{$kind} }) {
                my $sight = $sight{$name}{$conv} // '';
                next if $sight eq 'all' && $kind !~ /^(review|letter|notice|task)$/;
                next if $sight eq 'preview' && $PREVIEW{$kind};
                push @bad, "$url tells $kind of $conv";
            }
        }
    });
    return @bad;
}


for my $name (qw(ann cid)) {
    my @bad = leaks_of($name, \@reads, $name eq 'ann');   # pairs of values cost 5,000 requests
    is_deeply(\@bad, [], "$name sees what is theirs, and previews")
        or diag(join "\n", @bad[0 .. ($#bad < 40 ? $#bad : 40)]);
}


# ---- keys of one scope ----

subtest 'a key with one scope' => sub {
    my %scope = map { $_->{scope} => 1 } grep { length $_->{scope} } @reads;
    for my $scope (sort grep { $_ ne 'tenants' } keys %scope) {
        my $key = Relevo::Api->key($w, 'demo', $scope);
        my %may = map { $_ => 1 } split ' ', $SCOPE{$scope} // '';
        my @bad;
        for my $route (grep { !$_->{public} && $_->{scope} ne $scope && length $_->{scope} } @reads) {
            my ($path) = paths_of($route);
            my $r = $key->get($path . (queries_of($route, 0))[0]);
            push @bad, "$path: $r->{status}" if $r->{status} != 403;
        }
        is_deeply(\@bad, [], "$scope: every other route is refused");
        @bad = ();
        ask_all($key, [grep { $_->{scope} =~ /^(\Q$scope\E|)$/ } @reads], 0, sub {
            my ($route, $url, $told, $r) = @_;
            push @bad, map { "$url tells $_" } grep { !$may{$_} } keys %$told;
        });
        is_deeply(\@bad, [], "$scope: no more than that");
    }
};

# ---- what agents may write ----

my @HIDDEN = qw(theirs bots over);


# Everything that is stored of what they may not see.
sub rows {
    my @names = @_;

    return $pg->value(q{select md5(string_agg(x, '|' order by x)) from (
        select query_to_xml(format('select * from %s where conversation_id = any (%L)',
            c.oid::regclass, $1::uuid[]), true, false, '')::text as x
        from pg_class c join pg_attribute a on a.attrelid = c.oid
            and a.attname = 'conversation_id' and a.atttypid = 'uuid'::regtype
        where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p')
          and not c.relispartition
        union all select to_jsonb(c)::text from core.conversation c where id = any ($1::uuid[])
        union all select to_jsonb(n)::text from core.contact n where id = any ($2::uuid[])) t},
        '{' . join(',', map { $c{$_}{id} } @names) . '}',
        '{' . join(',', map { $c{$_}{contact} } @names) . '}');
}


sub body_of {
    my ($route, $name) = @_;

    my %b;
    for my $p (@{ $route->{params} }) {
        if ($p->{type} eq 'uuid') {
            $b{ $p->{name} } = { agent => $who{ann}{agent}, team => $team{ann} }->{ $p->{name} }
                // $c{$name}{id};
        } elsif ($p->{must}) {
            $b{ $p->{name} } = $p->{type} =~ /\|/ ? (split /\|/, $p->{type})[-1]
                : { int => 1, arr => [], obj => {}, bool => JSON::PP::true }->{ $p->{type} } // 'x';
        }
    }
    return $route->{kind} eq 'UPLOAD' ? 'a file' : @{ $route->{params} } ? \%b : undef;
}


# Tries every route that an agent may write by, with the ids of $name, as $who;
# returns what was not refused, or told something.
sub written {
    my ($who, $name, $routes) = @_;

    my @bad;
    for my $route (@$routes) {
        (my $path = $route->{path}) =~ s!\{(\w+)\}!
            $1 eq 'id' ? ($route->{path} =~ m{/agents/} ? $who{bob}{agent}
                : $route->{path} =~ m{/callbacks/} ? $c{$name}{callback}
                : $route->{path} =~ m{/tickets/} ? $c{$name}{ticket} // $c{over}{ticket}
                : $route->{path} =~ m{/canned-replies/} ? $canned : $c{$name}{id})
            : $1 eq 'conversation_id' ? $c{$name}{id} : $PATH{$1}[0]!ge;
        my $r = $who->call($route->{method} => $path, body_of($route, $name));
        my $told = told($r, $path . $c{$name}{id});
        push @bad, "$route->{method} $path: $r->{status}"
            if $r->{status} !~ /^(403|404|422)$/ && $route->{fn} ne 'draft_delete'
            && !($name eq 'waiting' && $r->{status} == 409);
        push @bad, map { "$route->{method} $path tells $_" } keys %$told;
    }
    return @bad;
}


subtest 'nor writes an agent into it' => sub {
    my %may = map { $_ => 1 } @{ $pg->value(q{select to_jsonb(core.role_scopes('agent'))}) };
    my @writes = grep { $_->{method} ne 'GET' && ($_->{scope} eq '' || $may{ $_->{scope} })
        && ($_->{path} =~ /\{/ || grep { $_->{type} eq 'uuid' } @{ $_->{params} }) }
        Relevo::Routes::all();
    cmp_ok(scalar @writes, '>=', 28, scalar(@writes) . ' routes that agents may write by');
    my $before = rows(@HIDDEN);
    is_deeply([map { written($who{ann}, $_, \@writes) } @HIDDEN], [],
        'each is refused and tells nothing');
    is(rows(@HIDDEN), $before, 'and nothing has changed');

    # what waits may be taken, and asked for once more: that is all
    $before = rows('waiting');
    is_deeply([written($who{cid}, 'waiting', [grep { $_->{fn} !~
        /^(conversation_(claim|handoff)|support_escalate)$/ } @writes])], [],
        'of a preview nothing but taking it');
    is(rows('waiting'), $before, '... nothing has changed either');
};

# ---- what is told without being asked ----

subtest 'the live stream' => sub {
    my %listener = (cid => $who{cid}, sue => $who{sue},
        eve => Relevo::Api->agent($w, 'other', 'eve', 'admin'));
    my %stream = map { $_ => Relevo::Http->new($w->url)->sse('/live/agent',
        headers => { Authorization => "Bearer $listener{$_}{token}" }) } keys %listener;
    is($stream{$_}->event(10)->{event}, 'hello', "$_ listens") for sort keys %stream;
    my $url = "/api/v1/conversations/$c{theirs}{id}";
    $who{bob}->post("$url/messages", { text => word('theirs', 'spoken') });
    $who{bob}->post("$url/notes", { text => word('theirs', 'noted') });
    $who{bob}->put("$url/labels/" . word('theirs', 'labelled'));
    $who{bob}->put("/api/v1/drafts/$c{theirs}{id}", { text => word('theirs', 'drafted') });
    $who{bob}->post("$url/viewing", { here => JSON::PP::true, typing => JSON::PP::true });
    $star->post("/api/v1/conversations/$c{bots}{id}/handoff",
        { reason => 'a wish: ' . word('bots', 'wanted') });
    $who{sue}->patch("/api/v1/tickets/$c{theirs}{ticket}", { subject => word('theirs', 'topic'),
        priority => 'urgent' });
    $who{bob}->post("$url/resolve", { category => word('theirs', 'done'), notes => 'x' });
    $star->patch("/api/v1/agents/$who{cid}{agent}", { name => 'the last event' });
    $listener{eve}->patch("/api/v1/agents/$listener{eve}{agent}", { name => 'the last event' });

    for my $name (sort keys %stream) {
        my ($n, @words) = 0;
        while (my $e = $stream{$name}->event(20)) {
            my $told = told({ body => $e->{data} // '' }, '');
            push @words, map { "$e->{data} tells $_" } grep { !/^(id|contact|ticket|number|media)$/ }
                keys %$told;
            $n++ if ($e->{data} // '') =~ /$c{theirs}{id}/;
            last if ($e->{data} // '') =~ /agent\.changed.*($who{cid}{agent}|$listener{eve}{agent})/;
        }
        cmp_ok($n, $name eq 'eve' ? '==' : '>=', $name eq 'eve' ? 0 : 3,
            "$name hears of it" . ($name eq 'eve' ? ' nothing, in another organisation' : ''));
        is_deeply(\@words, [], '... ids and states, no words');
    }
};

subtest 'links of files' => sub {
    my $link = sub {
        my $r = $_[0]->get("/api/v1/media/$c{mine}{media}/content");
        return ($r->{headers}{location} // '') =~ /t=(.+)/ ? $1 : '';
    };
    my $open = sub { $pg->value('select core.file_open($1) is not null', $_[0]) ? 1 : 0 };
    my %link = map { $_ => $link->($who{$_}) } qw(ann bob sue);
    is($link{bob}, '', 'there is none for others');
    is_deeply([map { $open->($link{$_}) } qw(ann sue)], [1, 1], 'they open');
    $who{sue}->post("/api/v1/conversations/$c{mine}{id}/transfer", { agent => $who{bob}{agent} });
    is_deeply([map { $open->($link{$_}) } qw(ann sue)], [0, 1],
        'not for who has given the conversation away');
    my $bobs = $link->($who{bob});
    is($open->($bobs), 1, 'who has it now has one');
    $who{bob}->post("/api/v1/conversations/$c{mine}{id}/resolve", {});
    is($open->($bobs), 1, '... also when it is resolved');
};

# ---- can this suite see? ----

subtest 'a function that forgets who asks is found' => sub {
    my ($tickets) = grep { $_->{fn} eq 'ticket_list' } @reads;
    $pg->do(q{create or replace function api.ticket_list(req jsonb) returns api.response
        language sql stable set search_path = core, pg_temp as $$
        select api.page(ticket_list(api.tenant(), '{}', null, 50), 50) $$});
    my @bad = leaks_of(cid => [$tickets], 0);
    ok((grep { /tells summary of theirs/ } @bad), 'a list of everybody\'s tickets');
    $pg->do(q{create or replace function api.sees_all() returns boolean
        language sql stable as 'select true'});
    my %seen = map { /tells (\w+ of \w+)/ ? ($1 => 1) : () } leaks_of(cid => [grep {
        $_->{fn} =~ /^(conversation_list|search|rating_list|media_get|note_list)$/ } @reads], 0);
    ok($seen{"$_ of over"}, "who sees everything by mistake: $_") for qw(id rest note filetext);
};
diag("$asked requests");

Relevo::World->finish;
