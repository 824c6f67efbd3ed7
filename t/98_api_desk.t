# What lies on an agent's desk: views of the inbox with their rows, orders and
# counts; the timeline; the panel; how far somebody has read; who is looking;
# drafts.  Happy, refused, invalid.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres nginx)]);
my $key = Relevo::Api->key($w, 'demo', '*');
my $boss = Relevo::Api->agent($w, 'demo', 'boss', 'admin');
my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'agent');
my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
my $none = '01234567-89ab-7cde-8f01-23456789abcd';
my $pg = $w->pg;
my %c;

$_->patch("/api/v1/agents/$_->{agent}/status", { status => 'away' }) for $ana, $bea;

# Five conversations wait: urgent, high, low, ...; each says its name.
for my $i (0 .. 4) {
    my $name = "c$i";
    $c{$name} = Relevo::Api::conversation($w, 'demo', $name, text => "soy $name", name => "N $name");
    $key->post("/api/v1/conversations/$c{$name}{id}/handoff",
        { priority => (qw(low high urgent medium low))[$i], notice => JSON::PP::false });
}
my $bot = Relevo::Api::conversation($w, 'demo', 'quiet', text => 'del bot');
my %name = map { $c{$_}{id} => $_ } keys %c;
$name{ $bot->{id} } = 'bot';


sub ids { return join ' ', map { $name{ $_->{id} } // '?' } @{ $_[0]{json}{items} } }

sub list {
    my ($api, $query) = @_;

    my $r = $api->get("/api/v1/conversations?$query");
    is($r->{status}, 200, "list $query") or diag($r->{body});
    return $r;
}

sub admit {                     # the customer writes, as admit makes it
    my ($id, $text, %o) = @_;

    $pg->do(q{with c as (update core.conversation set last_seq = last_seq + 1, version = version + 1
            where id = $1 returning *)
        insert into core.message (tenant_id, id, conversation_id, seq, direction, origin, epoch,
            type, text, at, provider_id, reply_to, content)
        select tenant_id, core.uuid7(), id, last_seq, 'in', 'visitor', epoch, $3, $2, now(),
            $4, $5, $6 from c}, $id, $text, $o{type} // 'text', $o{id}, $o{reply_to},
        $o{content});
}


subtest 'views of the inbox' => sub {
    my $r = list($ana, 'view=pending&sort=priority');
    is(ids($r), 'c2 c1 c3 c0 c4', 'by priority, then who waits longest');
    my $row = $r->{json}{items}[0];
    is($row->{contact}{name}, 'N c2', 'who');
    is($row->{last_message}{preview}, 'soy c2', 'the last words');
    is($row->{last_message}{from}, 'customer', '... whose');
    is($row->{priority}, 'urgent', 'priority');
    like($row->{ticket}{number}, qr/^TKT-/, 'ticket');
    is_deeply([sort map { $_->{kind} } @{ $row->{ticket}{sla} }],
        [qw(assignment first_response resolution)], '... with its service levels');
    is($row->{due}, 'assignment', 'the next of them');
    ok($row->{due_at} && $row->{waiting_since}, 'due and waiting since');
    is($row->{unread}, 1, 'unread');
    is($row->{channel}, 'webchat', 'channel');
    is($row->{window_ends_at}, undef, 'a web chat has no window');

    is(ids(list($ana, 'view=pending&sort=oldest')), 'c0 c1 c2 c3 c4', 'the oldest first');
    is(ids(list($ana, 'view=pending')), 'c4 c3 c2 c1 c0', 'the latest first');
    is(ids(list($ana, 'view=pending&sort=waiting')), 'c0 c1 c2 c3 c4', 'by waiting');
    like(ids(list($ana, 'view=pending&sort=due')), qr/^c2 c1 /, 'by what is due');
    is(ids(list($ana, 'view=pending&priority=low')), 'c4 c0', 'of a priority');
    is(ids(list($ana, 'view=pending&channel=whatsapp')), '', 'of another channel');
    is(ids(list($ana, 'view=mine')), '', 'nothing is hers');

    my @pages;
    my $q = 'view=pending&sort=priority&limit=2';
    for (1 .. 3) {
        $r = list($ana, $q . (@pages ? "&cursor=$pages[-1]{next}" : ''));
        push @pages, { ids => ids($r), next => $r->{json}{next} };
    }
    is_deeply([map { $_->{ids} } @pages], ['c2 c1', 'c3 c0', 'c4'], 'in pages');
    is($pages[-1]{next}, undef, '... that end');

    $ana->post("/api/v1/conversations/$c{c1}{id}/claim");
    $bea->post("/api/v1/conversations/$c{c2}{id}/claim");
    is(ids(list($ana, 'view=mine')), 'c1', 'what she has taken');
    is(ids(list($ana, 'view=all')), 'c4 c3 c1 c0', 'all: hers and what waits');
    is(ids(list($boss, 'view=all')), 'bot c4 c3 c2 c1 c0', 'a supervisor has all of all');
    is(ids(list($boss, 'view=all&sort=oldest')), 'c0 c1 c2 c3 c4', '... in order those of people');
    is(ids(list($boss, "view=all&agent=$bea->{agent}")), 'c2', '... of an agent');
    is(ids(list($ana, "view=all&agent=$bea->{agent}")), '', 'not for another agent');

    my $team = $boss->post('/api/v1/teams', { name => 'T' })->{json}{id};
    $boss->put("/api/v1/teams/$team/agents/$_->{agent}") for $ana, $boss;
    $ana->post("/api/v1/conversations/$c{c1}{id}/transfer", { team => $team });
    is(ids(list($ana, 'view=team')), 'c1', 'what waits for her team');
    is(ids(list($bea, 'view=team')), '', 'which is not hers');
    is(ids(list($key, "view=all&team=$team")), 'c1', 'a key says which');
    $ana->post("/api/v1/conversations/$c{c1}{id}/claim");

    $bea->post("/api/v1/conversations/$c{c2}{id}/resolve", {});
    is(ids(list($bea, 'view=resolved')), 'c2', 'what she has resolved');
    is($bea->get("/api/v1/conversations/$c{c2}{id}")->{json}{sight}, 'all', '... she may read');
    is($bea->get("/api/v1/conversations/$c{c2}{id}/messages")->{status}, 200, '... altogether');
    is($ana->get("/api/v1/conversations/$c{c2}{id}")->{status}, 404, '... nobody else');
    is(ids(list($ana, 'view=resolved')), '', 'nor sees it listed');
    is(ids(list($boss, 'view=resolved')), 'c2', 'but a supervisor');

    $r = list($bea, 'state=resolved&page=1');
    is_deeply([ids($r), @{ $r->{json} }{qw(total page pages)}], ['c2', 1, 1, 1], 'in numbered pages');
    is(ids(list($ana, 'state=resolved&page=1')), '', '... of one\'s own');
    is(ids(list($boss, 'state=resolved&page=2&limit=1')), '', '... that end');
    is(ids(list($boss, 'state=resolved&page=1&channel=whatsapp')), '', '... and of a channel');

    is($key->get("/api/v1/conversations?$_->[0]")->{json}{errors}[0]{path}, "query.$_->[1]", $_->[0])
        for ['view=mine', 'view'], ['view=pending&q=x', 'view'], ['view=resolved&sort=due', 'sort'],
            ['view=pending&cursor=x', 'cursor'], ['view=other', 'view'];
};


subtest 'counts' => sub {
    my $v = $ana->get('/api/v1/inbox/counts')->{json}{views};
    is_deeply($v, { pending => 3, mine => 1, team => 1, all => 4, resolved => 0 }, 'an agent\'s');
    is($ana->get('/api/v1/inbox/counts')->{json}{unread}, 1, 'and how many have something unread');
    $v = $boss->get('/api/v1/inbox/counts')->{json}{views};
    is_deeply($v, { pending => 3, mine => 0, team => 1, all => 6, resolved => 1 }, 'a supervisor\'s');
    is($key->get('/api/v1/inbox/counts')->{json}{views}{pending}, 3, 'a key\'s');
    is($ana->get("/api/v1/inbox/rows?ids=$c{c1}{id},$c{c2}{id}")->{json}{items}[0]{id}, $c{c1}{id},
        'and rows by their ids (98_api_rows.t)');
};


subtest 'unread' => sub {
    my $url = "/api/v1/conversations/$c{c1}{id}";
    admit($c{c1}{id}, "mensaje $_") for 2, 3;
    my $row = sub { (grep { $_->{id} eq $c{c1}{id} } @{ list($_[0], 'view=all')->{json}{items} })[0] };
    is($row->($ana)->{unread}, 3, 'three are unread');
    is($ana->post("$url/read", { seq => 2 })->{json}{unread}, 1, 'read up to the second');
    is($ana->post("$url/read", { seq => 1 })->{json}{unread}, 1, 'never back');
    is($row->($boss)->{unread}, 3, 'everybody reads alone');
    is($ana->post("$url/read")->{json}{unread}, 0, 'all of it');
    admit($c{c1}{id}, 'otra');
    is($row->($ana)->{unread}, 1, 'one more');
    $ana->post("$url/messages", { text => 'Hola.' });
    is($row->($ana)->{unread}, 0, 'who answers has read');
    is($row->($ana)->{waiting_since}, undef, 'and nobody waits');
    is($row->($ana)->{last_message}{from}, 'agent', 'her words are the last');
    is($ana->post("$url/read", { seq => 99 })->{status}, 422, 'a message that is not there');
    is($bea->post("$url/read")->{status}, 404, 'not hers');
    is($key->post("$url/read")->{status}, 403, 'a key does not read');
    is($pg->value(q{select count(*) from core.audit_log where action = 'conversation_read'}), 0,
        'and no audit log is filled with it');
};


subtest 'timeline' => sub {
    my $url = "/api/v1/conversations/$c{c1}{id}";
    $ana->post("$url/notes", { text => 'una nota' });
    $ana->put("$url/labels/vip");
    admit($c{c1}{id}, 'cito', id => 'P1', reply_to => $pg->value(
        q{select id from core.message where text = 'Hola.'}));
    admit($c{c1}{id}, undef, type => 'reaction', reply_to => 'P1',
        content => '{"reaction": {"emoji": "👍"}}');
    admit($c{c1}{id}, undef, type => 'image', id => 'P2');
    $pg->do(q{insert into core.media (tenant_id, conversation_id, message_id, seq, ord, partition,
            channel, account, kind, source, state, mime, bytes, object, thumb, name, text,
            deadline_at)
        select tenant_id, conversation_id, id, seq, 0, 3, 'webchat', 'a', 'image', '{}', 'done',
            'image/png', 7, 'o', 't', 'foto.png', 'texto', now()
        from core.message where provider_id = 'P2'});
    my $r = $ana->get("$url/timeline?limit=100");
    is($r->{status}, 200, 'there it is') or diag($r->{body});
    my @items = @{ $r->{json}{items} };
    my @what = map { $_->{event} // $_->{type} // $_->{kind} } reverse @items;
    is_deeply([grep { /^(text|note|image|label|reaction)$/ } @what],
        [qw(text text text text text note label text image)], 'what was said and noted, in order');
    is(scalar(grep { $_ eq 'claimed' } @what), 2, 'and who took it');
    is(scalar(grep { $_ eq 'state' } @what), 4, 'and where it went');
    my ($quote) = grep { ($_->{text} // '') eq 'cito' } @items;
    is($quote->{quote}{text}, 'Hola.', 'a quoted reply');
    is_deeply($quote->{reactions}, [{ from => 'customer', emoji => '👍' }], 'a reaction');
    my ($image) = grep { ($_->{type} // '') eq 'image' } @items;
    is($image->{media}[0]{state}, 'done', 'a file');
    like($image->{media}[0]{content}, qr{^/api/v1/media/[0-9a-f-]{36}/content$}, '... and where');
    is($r->{json}{last_seq}, 7, 'the number of the last message');

    my (@got, $next);
    do {
        my $p = $ana->get("$url/timeline?limit=3" . ($next ? "&cursor=$next" : ''))->{json};
        push @got, @{ $p->{items} };
        $next = $p->{next};
    } while ($next && @got < 100);
    is_deeply([map { $_->{id} } @got], [map { $_->{id} } @items], 'the same in pages');
    is($ana->get("$url/timeline?cursor=x")->{status}, 422, 'no cursor');
    is($bea->get("$url/timeline")->{status}, 404, 'not another agent\'s');
    is($ana->get("/api/v1/conversations/$c{c0}{id}/timeline")->{status}, 404, 'not of a preview');
};


subtest 'panel and decisions' => sub {
    my $url = "/api/v1/conversations/$c{c1}{id}";
    my $p = $ana->get("$url/panel")->{json};
    is($p->{contact}{identities}[0]{value}, 'c1', 'identities');
    is($p->{conversation}{id}, $c{c1}{id}, 'the row of the list');
    is($p->{notes}[0]{text}, 'una nota', 'notes');
    is(scalar @{ $p->{tickets} }, 1, 'tickets');
    is($p->{ticket}{agent_id}, $ana->{agent}, 'the one of now');
    is($bea->get("$url/panel")->{status}, 404, 'not another agent\'s');

    $pg->do(q{insert into core.turn (tenant_id, conversation_id, from_seq, to_seq, epoch, fence,
            worker, outcome, decision)
        select tenant_id, id, n, n, 1, 1, 'w', 'ok', '{"think": {"prompt": "es-3", "model": "m"}}'
        from core.conversation, generate_series(1, 3) n where id = $1}, $c{c1}{id});
    $pg->do(q{insert into core.decision (tenant_id, conversation_id, from_seq, to_seq, escalate,
            taken, reason, priority, category, sentiment, skill, score, rules_version, rules_own, verdict,
            scene)
        select tenant_id, id, 2, 2, true, true, 'wants_person', 'high', 'other', 'angry', 'general',
            9, 1, false, '{"rules": [{"name": "r"}]}', '{"length": 3}'
        from core.conversation where id = $1}, $c{c1}{id});
    my $r = $ana->get("$url/decisions?limit=2");
    is($r->{status}, 200, 'decisions') or diag($r->{body});
    is_deeply([map { $_->{from_seq} } @{ $r->{json}{items} }], [3, 2], 'the latest first');
    is($r->{json}{items}[1]{decision}{reason}, 'wants_person', 'why');
    is($r->{json}{items}[1]{decision}{verdict}{rules}[0]{name}, 'r', 'by which rule');
    is($r->{json}{items}[0]{prompt_version}, 'es-3', 'with which prompt');
    $pg->do(q{insert into core.analysis (tenant_id, conversation_id, seq, language, language_score,
            sentiment, confidence, polarity, angry, frustrated, confused, intent, models)
        select tenant_id, id, 3, 'es', 1, 'negative', 1, -0.5, false, true, false, 'greeting', '{}'
        from core.conversation where id = $1}, $c{c1}{id});
    $r = $ana->get("$url/decisions?limit=2");
    is_deeply([@{ $r->{json}{items}[0]{analysis}{scales} }{qw(ticket basic graded call polarity)}],
        [qw(negative NEGATIVE negative frustrated -0.5)], 'what was understood, on other scales')
        or diag($r->{body});
    $pg->do('delete from core.analysis where conversation_id = $1', $c{c1}{id});
    is($ana->get("$url/decisions?limit=2&cursor=$r->{json}{next}")->{json}{items}[0]{from_seq}, 1,
        'the rest');
    is($ana->get("$url/decisions?cursor=x")->{status}, 422, 'no cursor');
    is($bea->get("$url/decisions")->{status}, 404, 'not another agent\'s');
};


subtest 'who is looking' => sub {
    my $url = "/api/v1/conversations/$c{c1}{id}";
    my $shown = sub { scalar grep { "@{ $_->[1] }" =~ /"type":"\Q$_[0]\E"/ }
        @{ $w->redis->cmd('XRANGE', 'relevo:live', '-', '+') } };
    my $r = $ana->post("$url/viewing", { typing => JSON::PP::true });
    is($r->{status}, 200, 'she is') or diag($r->{body});
    is_deeply($r->{json}{viewers}, [{ agent => $ana->{agent}, typing => JSON::PP::true,
        until => $r->{json}{viewers}[0]{until} }], 'and types');
    ok((wait_for { $shown->('typing') == 1 } 10), 'the visitor sees it');
    $ana->post("$url/viewing", { typing => JSON::PP::true });
    is($shown->('conversation.viewing'), 1, 'told once');
    $boss->post("$url/viewing");
    ok((wait_for { $shown->('conversation.viewing') == 2 } 10), 'who comes is told');
    is($shown->('typing'), 1, 'the visitor once in a while');
    is(scalar @{ $ana->get("$url/panel")->{json}{viewers} }, 2, 'two are');
    $boss->post("$url/viewing", { here => JSON::PP::false });
    is(scalar @{ $ana->get("$url/panel")->{json}{viewers} }, 1, 'one has gone');
    $pg->do(q{update core.viewing set until = now() - interval '1 s'});
    is_deeply($boss->get("$url/panel")->{json}{viewers}, [], 'nor is who stops saying so');
    is($bea->post("$url/viewing")->{status}, 404, 'not hers');
    is($key->post("$url/viewing")->{status}, 403, 'a key does not look');
    is($ana->post("$url/viewing", { typing => 'yes' })->{status}, 422, 'no boolean');
};


subtest 'drafts' => sub {
    my $url = "/api/v1/drafts/$c{c1}{id}";
    is($ana->get($url)->{status}, 404, 'none');
    my $r = $ana->put($url, { text => 'Hola, ' });
    is($r->{status}, 200, 'begun') or diag($r->{body});
    is($r->{headers}{etag}, '"1"', 'its version');
    is($ana->put($url, { text => 'Hola, A' }, 'If-Match' => '"1"')->{status}, 200, 'gone on');
    is($ana->put($url, { text => 'x' }, 'If-Match' => '"1"')->{status}, 412,
        'not over another window\'s');
    is($ana->get($url)->{json}{text}, 'Hola, A', 'there');
    is($ana->get('/api/v1/drafts')->{json}{items}[0]{conversation}, $c{c1}{id}, 'listed');
    is($ana->get("/api/v1/conversations/$c{c1}{id}/panel")->{json}{draft}{text}, 'Hola, A',
        'on the desk');
    is_deeply($boss->get('/api/v1/drafts')->{json}{items}, [], 'nobody else\'s');
    is($boss->get($url)->{status}, 404, '... at all');
    is($ana->delete($url)->{status}, 204, 'thrown away');
    is($ana->delete($url)->{status}, 404, 'once');
    $ana->put($url, { text => 'x' });
    is($ana->put($url, { text => undef })->{status}, 200, "none any more");
    is($ana->get($url)->{status}, 404, '... is not there');
    is($bea->put($url, { text => 'x' })->{status}, 404, 'not hers');
    is($ana->put("/api/v1/drafts/$none", { text => 'x' })->{status}, 404, 'of nothing');
    is($ana->put($url, { text => 'x' x 10_001 })->{status}, 422, 'too long');
    is($key->put($url, { text => 'x' })->{status}, 403, 'a key writes none');
};

sub upkeep {                    # what the worker does every few seconds
    $pg->do('delete from core.timer where kind = $1', 'upkeep');
    $pg->do('select core.upkeep()');
}


subtest 'search' => sub {
    upkeep();
    my $find = sub { $_[0]->get("/api/v1/search?q=$_[1]")->{json} };
    my $r = $find->($boss, 'mensaje');
    is_deeply([map { $_->{conversation} } @{ $r->{messages} }], [($c{c1}{id}) x 2], 'messages');
    is($r->{messages}[0]{snippet}, "\x{e000}mensaje\x{e001} 3", 'with the word marked');
    is(scalar @{ $find->($boss, 'mens')->{messages} }, 2, 'by how they begin');
    is(scalar @{ $find->($boss, 'mensaje%203')->{messages} }, 1, 'all words');
    is($find->($boss, 'c3')->{contacts}[0]{conversation}, $c{c3}{id}, 'a contact');
    my $number = $ana->get("/api/v1/conversations/$c{c1}{id}")->{json}{ticket}{number};
    is($find->($boss, lc $number)->{tickets}[0]{number}, $number, 'a ticket');
    is(scalar @{ $find->($ana, 'mensaje')->{messages} }, 2, 'an agent finds what she has');
    is_deeply($find->($ana, 'soy')->{messages}[0]{conversation}, $c{c1}{id}, '... and that alone');
    is(scalar @{ $find->($ana, 'soy')->{messages} }, 1, '... of what waits');
    is_deeply([map { scalar @$_ } @{ $find->($bea, 'mensaje') }{qw(messages contacts tickets)}],
        [0, 0, 0], 'another nothing');
    is_deeply([sort keys %{ $boss->get('/api/v1/search?q=c3&kind=contact')->{json} }],
        ['contacts', 'found'], 'of one kind');
    is_deeply($find->($boss, 'mensaje')->{found}{messages}, { n => 2, more => JSON::PP::false },
        'so many there are');
    is_deeply($boss->get('/api/v1/search?q=mensaje&limit=1')->{json}{found}{messages},
        { n => 1, more => JSON::PP::true }, 'or that there are more');
    is($boss->get('/api/v1/search?q=-')->{json}{errors}[0]{code}, 'words', 'no word');
    is($boss->get('/api/v1/search')->{status}, 422, 'nothing');
    my $other = Relevo::Api->key($w, 'other', '*');
    is_deeply($find->($other, 'mensaje')->{messages}, [], 'not of another tenant');
    $pg->do(q{update core.contact set name = 'Zoë Müller' where id = $1}, $c{c3}{contact});
    is($find->($boss, 'zoe')->{contacts}[0]{id}, $c{c3}{contact}, 'a new name at once, without accents');
    $boss->delete("/api/v1/contacts/$c{c1}{contact}");
    is_deeply($find->($boss, 'mensaje')->{messages}, [], 'what is forgotten is not found');
};


subtest 'overview and ratings' => sub {
    my $now = $boss->get('/api/v1/overview');
    is($now->{status}, 200, 'now') or diag($now->{body});
    is($now->{json}{waiting}{n}, 3, 'how many wait');
    is(scalar @{ $boss->get($now->{json}{waiting}{list})->{json}{items} }, 3, '... and which');
    is($now->{json}{agents}{away}, 2, 'agents by what they are');
    $pg->do(q{insert into core.analysis (tenant_id, conversation_id, seq, language, language_score,
            sentiment, confidence, polarity, angry, frustrated, confused, intent, models)
        select tenant_id, id, 1, 'es', 1, 'negative', 1, -1, true, false, false, 'greeting', '{}'
        from core.conversation where id = $1}, $c{c3}{id});
    $pg->do(q{insert into core.decision (tenant_id, conversation_id, from_seq, to_seq, escalate,
            taken, reason, priority, category, sentiment, skill, score, rules_version, rules_own, verdict,
            scene)
        select tenant_id, id, 1, 1, true, true, 'refund_request', 'high', 'other', 'angry', 'general',
            9, 1, false, '{}', '{}' from core.conversation where id = $1}, $c{c3}{id});
    upkeep();                   # settled: nothing of the last seconds yet
    $pg->do(q{delete from core.rollup});
    my $none = $boss->get('/api/v1/overview?period=24h')->{json};
    is_deeply([@$none{qw(sentiment language series)}], [[], [], []], 'where nothing was, nothing is said');
    is_deeply([@{ $none->{$_} }{qw(n mean_seconds p90_seconds)}], [0, undef, undef], "... nor of $_")
        for qw(assigned first_response);
    $pg->do(q{select core.figures_add(now() - interval '1 hour', now() + interval '1 s')});
    my $day = $boss->get('/api/v1/overview?period=24h');
    is($day->{status}, 200, 'a day') or diag($day->{body});
    my %of = map { my $m = $_; $m => { map { $_->{key} => $_ } @{ $day->{json}{$m} } } }
        qw(sentiment language intent decision reason ticket);
    is($of{sentiment}{angry}{n}, 1, 'sentiment');
    is(ids($boss->get($of{sentiment}{angry}{list})), 'c3', '... and whose');
    is($of{language}{es}{n}, 1, 'language');
    is($of{reason}{refund_request}{n}, 1, 'what called a person');
    is(ids($boss->get($of{reason}{refund_request}{list})), 'c3', '... and where');
    is($of{ticket}{low}{n}, 2, 'tickets');
    is($day->{json}{first_response}{n}, 1, 'first responses');
    ok($day->{json}{first_response}{p90_seconds} >= 1, '... and their time');
    for my $of ([decision => 'decided'], [notification => 'notified'], [assignment => 'assigned']) {
        my ($kind, $name) = @$of;
        my $n = $pg->value(q{select count(*) from core.sla s join core.tenant t using (tenant_id)
            where t.slug = 'demo' and s.kind = $1 and s.met_at is not null}, $kind);
        cmp_ok($n, '>', 0, "$kind: some were met");
        is($day->{json}{$name}{n}, $n, "... and $name has them all");
        ok(defined $day->{json}{$name}{p90_seconds}, '... with a bound');
    }
    is($day->{json}{resolution}{n}, 1, 'resolutions');
    ok($day->{json}{messages}{in} > 5, 'messages');
    my $in = 0;                             # one hour of them, or two
    $in += $_->{in} for @{ $day->{json}{series} };
    is($in, $day->{json}{messages}{in}, 'by the hour');
    is($boss->get('/api/v1/overview?period=7d')->{json}{step}, 'day', 'a week by the day');
    is($boss->get('/api/v1/overview?period=1y')->{status}, 422, 'no such time');
    is($ana->get('/api/v1/overview')->{status}, 403, 'not for agents');

    $pg->do(q{update core.episode set rating = 4, rated_at = now() where conversation_id = $1},
        $c{c2}{id});
    my $r = $bea->get('/api/v1/ratings')->{json};
    is_deeply([$r->{ratings}, $r->{mean}, $r->{items}[0]{conversation}], [1, 4, $c{c2}{id}], 'ratings');
    is($ana->get('/api/v1/ratings')->{json}{ratings}, 0, 'one\'s own');
    is($boss->get("/api/v1/ratings?agent=$bea->{agent}")->{json}{mean}, 4, 'of an agent');
    is($boss->get('/api/v1/ratings?cursor=x')->{status}, 422, 'no cursor');
};


subtest 'numbered pages' => sub {
    for my $api ($ana, $bea) {
        is(ids(list($api, 'page=1&limit=100')), ids(list($api, 'limit=100')),
            'one\'s own, as without a number');
        unlike(ids(list($api, 'page=1&limit=100')), qr/\bbot\b/, 'not what the bot talks about');
    }
    my $all = sub { ids(list($boss, 'limit=100')) };
    my $at = sub { list($boss, "limit=2&page=$_[0]") };
    my $bots = sub { grep { $_->{state} ne 'bot' } @{ $_[0]{json}{items} } };
    $pg->do(q{update core.message set id = core.uuid7(), created_at = now()
        where conversation_id = $1 and seq = (select min(seq) from core.message
            where conversation_id = $1 and seq >= 0)}, $bot->{id});
    like($all->(), qr/^bot /, 'whoever wrote last is the first');
    my $n = split ' ', $all->();
    for my $size ('little', 'much') {
        is(ids(list($boss, 'page=1&limit=100')), $all->(), "$size: the order of the cursors");
        my $r = $at->(2);
        is(ids($r), join(' ', (split ' ', $all->())[2, 3]), '... on each page');
        is($r->{json}{page}, 2, '... which says its number');
        is($boss->get('/api/v1/conversations?page=1&state=human')->{status}, 200, '... of a state');
        is($r->{json}{total}, $size eq 'little' ? $n : 1_000_000, '... of how many');
        next if $size eq 'much';
        is(ids($at->(99)), '', 'there is an end');
        $r = list($boss, 'page=1&state=bot&limit=100');
        is(join(' ', $bots->($r)), '', 'of the bot\'s');
        is($r->{json}{total}, scalar @{ $r->{json}{items} }, '... as many as there are');
        is(ids(list($boss, 'page=1&channel=whatsapp')), '', 'of a channel');
        # a million that nobody counts again
        $pg->do(q{insert into core.conversation_tally (tenant_id, upto, conversations)
            values ($1, 'ffffffff-ffff-7fff-bfff-ffffffffffff', 1000000) on conflict (tenant_id)
            do update set upto = excluded.upto, conversations = 1000000}, $key->{tenant});
    }
    is($boss->get("/api/v1/conversations?$_->[0]")->{json}{errors}[0]{code}, $_->[1], "$_->[0]: $_->[1]")
        for ['page=1&language=en', 'with_filter'], ['page=1&state=archived', 'with_filter'],
            ['page=1&state=bot', 'with_filter'], ['page=99', 'deep'], ['page=40000', 'deep'];
    is(ids(list($boss, 'page=99999999')), '', 'behind the end is nothing');
    $pg->do('delete from core.conversation_tally');
};


subtest callbacks => sub {
    my $made = sub {
        my ($of) = @_;
        return $pg->do(q{insert into core.callback (tenant_id, id, conversation_id, contact_id,
            from_seq, reason) select tenant_id, core.uuid7(), id, contact_id, 1, 'llámenme'
            from core.conversation where id = $1 returning id}, $of);
    };
    $ana->post("/api/v1/conversations/$c{c3}{id}/claim");
    my $waits = Relevo::Api::conversation($w, 'demo', 'calls', name => 'waits');
    my $hers = $made->($c{c3}{id});
    my $bots = $made->($bot->{id});
    my $any = $made->($waits->{id});
    my $seen = sub {
        my %reason = map { $_->{id} => $_->{reason} // 'hidden' }
            @{ $_[0]->get('/api/v1/callbacks')->{json}{items} };
        return \%reason;
    };
    my $done = sub { $_[0]->patch("/api/v1/callbacks/$_[1]", { state => 'done' })->{status} };

    is_deeply($seen->($boss), { map { $_ => 'llámenme' } $hers, $bots, $any }, 'a supervisor: all');
    is_deeply($seen->($ana), { $hers => 'llámenme' }, 'an agent: of whom they have');
    is_deeply($seen->($bea), {}, 'not of others\', nor of the bot\'s');
    is($done->($bea, $_), 404, 'nor to be ended') for $hers, $bots, $any;

    $key->post("/api/v1/conversations/$waits->{id}/handoff", { notice => JSON::PP::false });
    is_deeply($seen->($bea), { $any => 'hidden' }, 'who waits: that, not why');
    is($done->($bea, $any), 403, '... and who calls has to claim first');
    $bea->post("/api/v1/conversations/$waits->{id}/claim");
    is_deeply($seen->($bea), { $any => 'llámenme' }, 'then why');
    is($done->($_->[0], $_->[1]), 200, 'called') for [$ana, $hers], [$bea, $any], [$boss, $bots];
    is_deeply($seen->($boss), {}, 'and nobody is left');
    is($done->($boss, $bots), 409, 'once');
};


is_deeply([grep { /$Relevo::Api::DESK/ } $key->never_asked], [], 'each route of the desk was asked');

Relevo::World->finish;
