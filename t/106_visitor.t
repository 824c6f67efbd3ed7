# What a visitor of a web chat may read again: GET /chat/{endpoint}/messages.
# The visitor's own words and what was said to them, in order; nobody else's.

use strict;
use warnings;
use File::Path 'make_path';
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use Test::More;
use Relevo::Api;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(parts => [qw(redis postgres worker nginx)], stopped => 1,
    set => { 'turn.burst_ms' => 0 });
my $uploads = $w->dir('uploads');
make_path($uploads);
chmod 0777, $uploads;
$w->part('worker')->write('webchat.uploads' => $uploads);
$w->part('nginx')->write(replace => [[qr{location /api/ \{} =>
    "location /api/ { relevo_chat_media $uploads max=9m;"]]);
$w->start(@{ $w->{parts} });
my $tenant = Relevo::Api::tenant($w, 'demo');
my $boss = Relevo::Api->key($w, 'demo', '*');
my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
my $serial = 0;


sub uuid { return sprintf '%08d-0000-4000-8000-%012d', $$ % 1e8, ++$serial }


sub chat {
    my ($method, $path, $token, $body) = @_;

    my $r = $w->http($method => "/chat/$path", headers => {
        ($token ? (Authorization => "Bearer $token") : ()),
        ($body ? ('Content-Type' => 'application/json') : ()) },
        ($body ? (body => encode_json($body)) : ()));
    $r->{json} = eval { decode_json($r->{body}) };
    return $r;
}


sub session { return chat(POST => 'demo/session')->{json} }


# Says it, and waits until it was answered; the conversation's id.
sub say_it {
    my ($s, $text) = @_;

    is(chat(POST => 'demo/messages', $s->{token}, { id => uuid(), text => $text })->{status}, 200,
        "says: $text");
    my $id;
    wait_until { $id = $w->pg->value('select c.id from core.identity d join core.conversation c
        on c.id = d.conversation_id where d.value = $1 and c.done_seq = c.last_seq
        and exists (select from core.message m where m.conversation_id = c.id and m.text = $2)',
        $s->{visitor}, $text) } 20, 'is worked on';
    wait_until { !$w->pg->value(q{select count(*) from core.outbox where conversation_id = $1
        and state in ('pending', 'inflight', 'retry')}, $id) } 20, 'and answered';
    return $id;
}


sub history {
    my ($s, $query) = @_;

    my $r = chat(GET => 'demo/messages' . ($query // ''), $s->{token});
    is($r->{status}, 200, 'the history') or diag $r->{body};
    return $r->{json};
}

my ($ana, $bob) = (session(), session());
my $nothing = history($ana);
is_deeply($nothing, { items => [], older => JSON::PP::false }, 'of who has said nothing');

my $id = say_it($ana, 'hello');
say_it($ana, 'are you open on Sundays?');
say_it($bob, 'something of mine');


subtest 'in order, both sides, with the client\'s ids' => sub {
    my $h = history($ana);
    my @from = map { $_->{from} } @{ $h->{items} };

    is($h->{items}[0]{text}, 'hello', 'the first');
    like($h->{items}[0]{client_id}, qr/^\d{8}-0000-4000/, 'by the id of the browser');
    is($from[0], 'visitor', 'is the visitor\'s');
    is($from[1], 'bot', 'then its answer');
    is(scalar(grep { $_ eq 'visitor' } @from), 2, 'both of them');
    ok(!(grep { !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/ } map { $_->{at} } @{ $h->{items} }), 'times');
    ok(!(grep { $_->{text} =~ /mine/ } @{ $h->{items} }), 'nothing of others');
    is($h->{older}, JSON::PP::false, 'that is all');
};


subtest 'what is new since a message' => sub {
    my @all = @{ history($ana)->{items} };
    my $tail = sub { my ($n) = @_; return [map { $_->{id} } @{ history($ana)->{items} }[-$n .. -1]] };

    $w->pg->do(q{update core.message set created_at = now() - interval '1 hour' + (seq * 60 + ord * 10)
        * interval '1 s', status_at = null where conversation_id = $1}, $id);
    is_deeply(history($ana, "?after=$all[-1]{id}"), { items => [], older => JSON::PP::false }, 'nothing');
    say_it($ana, 'one more');
    my @new = map { $_->{id} } @{ history($ana, "?after=$all[-1]{id}")->{items} };
    is_deeply(\@new, $tail->(2), 'then what came behind it');
    $w->pg->do('update core.message set status_at = now() where id = $1', $all[1]{id});
    my $late = history($ana, "?after=$all[-1]{id}");
    is_deeply([map { $_->{id} } @{ $late->{items} }], $tail->(scalar(@all) + 1),
        'what went out late, in its place, and no hole behind it');
    $w->pg->do('update core.message set status = null where id = $1', $all[-1]{id});
    is(history($ana, "?after=$all[-1]{id}")->{older}, JSON::PP::false,
        'what is known and not settled yet is no hole');
    $w->pg->do(q{update core.message set status = 'sent' where id = $1}, $all[-1]{id});
    my ($theirs) = map { $_->{id} } @{ history($bob)->{items} };
    is(scalar @{ history($ana, "?after=$theirs")->{items} }, scalar @{ history($ana)->{items} },
        'an id of somebody else\'s is none');
    is(chat(GET => 'demo/messages?after=' . ('x' x 36), $ana->{token})->{status}, 400, 'what is no id');
    is(chat(GET => 'demo/messages?after=', $ana->{token})->{status}, 400, 'or empty');
};


subtest 'who proves nothing' => sub {
    is(chat(GET => 'demo/messages')->{status}, 401, 'no token');
    is(chat(GET => 'demo/messages', "$ana->{token}x")->{status}, 401, 'a forged one');
    (my $other = $ana->{token}) =~ s/\Q$ana->{visitor}\E/$bob->{visitor}/;
    is(chat(GET => 'demo/messages', $other)->{status}, 401, 'another visitor\'s name in it');
    ok((wait_for { chat(GET => 'nobody/messages', $ana->{token})->{status} == 404 } 30), 'another endpoint');
    my $r = chat(PUT => 'demo/messages', $ana->{token});
    is($r->{status}, 405, 'another method');
    is($r->{headers}{allow}, 'GET, POST', 'and which there are');
};


subtest 'what was never sent is not there; an agent\'s words and file are' => sub {
    is($boss->post("/api/v1/conversations/$id/handoff", { reason => 'x' })->{status}, 200, 'handed over');
    is($bea->post("/api/v1/conversations/$id/claim")->{status}, 200, 'claimed');
    is($bea->post("/api/v1/conversations/$id/messages", { text => 'I am here' })->{status}, 201, 'she writes');
    wait_until { $w->pg->value(q{select status from core.message where conversation_id = $1
        and text = 'I am here'}, $id) } 20, 'it goes out';
    $w->pg->do(q{insert into core.message (tenant_id, id, conversation_id, seq, ord, direction,
            origin, epoch, type, text, at) select tenant_id, core.uuid7(), id, last_seq, 32767, 'out',
            'bot', epoch, 'text', 'cancelled by a claim', now() from core.conversation where id = $1}, $id);
    $w->pg->do(q{with m as (insert into core.message (tenant_id, id, conversation_id, seq, ord, direction,
            origin, epoch, type, text, at, status, status_at) select tenant_id, core.uuid7(), id, last_seq,
            32767, 'out', 'agent', epoch, 'image', 'look', now(), 'sent', now()
            from core.conversation where id = $1 returning *)
        insert into core.media (tenant_id, id, conversation_id, message_id, seq, ord, partition, channel,
            account, kind, source, state, name, mime, bytes, object, deadline_at, finished_at)
        select tenant_id, core.uuid7(), conversation_id, id, seq, 0, 0, 'webchat', 'demo', 'image', '{}',
            'done', 'plan.png', 'image/png', 7, 'objects/x', now(), now() - interval '3 days' from m}, $id);
    my @items = @{ history($ana)->{items} };
    ok((grep { $_->{from} eq 'agent' && $_->{text} eq 'I am here' } @items), 'the agent\'s');
    ok(!(grep { $_->{text} =~ /cancelled/ } @items), 'not what was cancelled');
    my ($file) = grep { $_->{media} } @items;
    is($file->{media}{name}, 'plan.png', 'a file');
    my ($link) = ($file->{media}{url} // '') =~ m{^/files\?t=(.+)$};
    my $open = $w->pg->value('select core.file_open($1)', $link);
    ok($open && $open->{left_s} > 3500 && $open->{left_s} <= 3602,
        'whose link opens it for an hour, however old it is') or diag explain $file, $open;
};


subtest 'a page, and that there is more' => sub {
    my $most = $w->pg->value('select core.visitor_page()');

    $w->pg->do(q{with c as (update core.conversation set last_seq = last_seq + 150,
            done_seq = last_seq + 150 where id = $1 returning *)
        insert into core.message (tenant_id, id, conversation_id, seq, direction, origin, epoch, type,
            text, at)
        select c.tenant_id, core.uuid7(), c.id, c.last_seq - 150 + n, 'in', 'visitor', c.epoch, 'text',
            'number ' || n, now() from c, generate_series(1, 150) n}, $id);
    my $h = history($ana);
    is(scalar @{ $h->{items} }, $most, 'the latest');
    is($h->{items}[-1]{text}, 'number 150', 'the last at the end');
    is($h->{older}, JSON::PP::true, 'there is more');
    my $since = history($ana, "?after=$h->{items}[-3]{id}");
    is($since->{older}, JSON::PP::false, 'all that is new fits');
};


subtest 'typing and a file of an agent on one connection' => sub {
    is(chat(POST => 'demo/typing', $ana->{token})->{status}, 204, 'the visitor types') for 1 .. 8;
    my $r = $bea->post("/api/v1/conversations/$id/attachments?name=a.txt", 'offer',
        'Content-Type' => 'text/plain');
    is($r->{status}, 202, 'the file is asked for under a name of its own') or diag $r->{body};
};

Relevo::World->finish;
