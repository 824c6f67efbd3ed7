# The desk while things happen: a customer on WhatsApp, the worker, an agent
# whose browser listens with its cookie.  Rows of the inbox follow what is
# written, the customer sees that somebody types, a stream that breaks loses
# nothing, and search and figures are made behind the path.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Dialog;
use Relevo::Http;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'sweep.interval' => 100 });
my $ana = Relevo::Api->agent($w, 'demo', 'ana', 'agent');
my $boss = Relevo::Api->agent($w, 'demo', 'boss', 'admin');
my $talk = Relevo::Dialog->new($w);
my $n = '5215550001';

my $login = Relevo::Api->new($w)->post('/api/v1/session', { tenant => 'demo',
    email => 'ana@demo.example', password => $Relevo::Api::PASSWORD });
my ($cookie) = $login->{headers}{'set-cookie'} =~ /^([^;]+)/;


sub listen_again {
    my ($last) = @_;

    my $s = Relevo::Http->new($w->url)->sse('/live/agent', headers => { Cookie => $cookie,
        defined $last ? ('Last-Event-ID' => $last) : () });
    is($s->{response}{status}, 200, 'a browser listens with its cookie');
    is($s->event(10)->{event}, 'hello', 'hello');
    return $s;
}


# The next event of a type; what comes before it is not asked for.
sub event_of {
    my ($s, $type, $check) = @_;

    while (my $e = $s->event(15)) {
        next if $e->{event} eq 'hello';
        my $json = decode_json($e->{data});
        return $json if $json->{type} eq $type && (!$check || $check->($json));
    }
    return undef;
}


sub row {
    my ($r) = grep { $_->{channel} eq 'whatsapp' }
        @{ $ana->get('/api/v1/conversations?view=mine')->{json}{items} };
    return $r;
}


my $s = listen_again();
my $id = $talk->say($n => 'hola')->{id};

subtest 'an inbox that follows' => sub {
    is($boss->post("/api/v1/conversations/$id/handoff", { priority => 'high' })->{status}, 200,
        'somebody is wanted');
    ok(event_of($s, 'ticket.changed'), 'she hears of it');
    is($ana->post("/api/v1/conversations/$id/claim")->{status}, 200, 'and takes it');
    my $before = row();
    $talk->say($n => '¡Estoy furioso, esto es una estafa! ¿Dónde está mi pedido?');
    my $e = event_of($s, 'message.created', sub { $_[0]{message}{from} eq 'visitor' });
    is($e->{conversation}, $id, 'a message comes');
    my $r = row();
    is($r->{last_message}{preview}, '¡Estoy furioso, esto es una estafa! ¿Dónde está mi pedido?',
        'it is the last of the row');
    is($r->{unread}, $before->{unread} + 1, 'one more unread');
    ok($r->{waiting_since}, 'the customer waits');
    ok((wait_for { (row()->{sentiment} // '') eq 'angry' } 10), 'and is angry: what was understood is seen');
    is($r->{language}, 'es', 'in their language');
    ok($r->{window_ends_at} gt $r->{last_message}{at}, 'until when she may write');
    my $list = $ana->get('/api/v1/conversations?view=mine&sentiment=angry')->{json}{items};
    is($list->[0]{id}, $id, 'found by it');
    my ($why) = @{ $ana->get("/api/v1/conversations/$id/decisions")->{json}{items} };
    is($why->{decision}{sentiment}, 'angry', 'and why is known');
};

subtest 'typing' => sub {
    my $marks = sub { scalar grep { $_->{kind} eq 'receipt' } $w->graph->history };
    my $before = $marks->();
    $ana->post("/api/v1/conversations/$id/viewing", { typing => JSON::PP::true });
    ok((wait_for { $marks->() == $before + 1 } 10), 'the customer sees that somebody types');
    my ($last) = reverse grep { $_->{kind} eq 'receipt' } $w->graph->history;
    is($last->{typing_indicator}{type}, 'text', '... by WhatsApp\'s own sign');
    my $e = event_of($s, 'conversation.viewing');
    is_deeply([@$e{qw(agent here typing)}], [$ana->{agent}, JSON::PP::true, JSON::PP::true],
        'colleagues see who looks');
};

subtest 'reading' => sub {
    my $mark = sub {
        return grep { $_->{kind} eq 'receipt' && !$_->{typing_indicator} } $w->graph->history };
    is(scalar $mark->(), 0, 'what nobody has read is not marked as read');
    is($boss->post("/api/v1/conversations/$id/read")->{status}, 200, 'somebody else has');
    is($ana->post("/api/v1/conversations/$id/read")->{status}, 200, 'then who has it');
    ok((wait_for { $mark->() } 10), 'the customer sees that it was read');
    is(($mark->())[0]{message_id}, $w->pg->value(q{select provider_id from core.message
        where conversation_id = $1 and direction = 'in' order by seq desc limit 1}, $id), 'their last message');
    is(scalar $mark->(), 1, 'once');
};

subtest 'a visitor types' => sub {
    my $v = decode_json($w->http(POST => '/chat/demo/session')->{body});
    my %auth = (Authorization => "Bearer $v->{token}");
    my $type = sub { $w->http(POST => '/chat/demo/typing', headers => { @_ ? @_ : %auth })->{status} };
    is($type->(), 204, 'nobody is there yet');
    is($w->http(POST => '/chat/demo/messages', headers => { %auth }, body =>
        '{"id":"0b9d7f2e-3c1a-4a52-9d0e-1f6a2b3c4d5e","text":"hola"}')->{status}, 200, 'a visitor');
    my $c;
    ok((wait_for { $c = $w->pg->value(q{select conversation_id from core.identity where value = $1},
        $v->{visitor}) } 20), 'writes');
    is($type->(), 204, 'to the bot');
    $boss->post("/api/v1/conversations/$c/handoff", {});
    ok(event_of($s, 'ticket.changed', sub { $_[0]{conversation} eq $c }), 'then to people');
    is($type->(), 204, 'types');
    my $e = event_of($s, 'typing');
    is_deeply([@$e{qw(conversation from)}], [$c, 'customer'], 'who see it, once they have it');
    is($type->(Authorization => 'Bearer x'), 401, 'nobody else types');
    is($w->http(GET => '/chat/demo/typing')->{status}, 405, 'nor by GET');
};

subtest 'a stream that breaks' => sub {
    $ana->post("/api/v1/conversations/$id/messages", { text => 'Ya lo miro.' });
    ok(event_of($s, 'message.created', sub { $_[0]{message}{from} eq 'agent' }), 'heard');
    my $last = $s->{last_id};
    undef $s;                               # and gone
    $ana->post("/api/v1/conversations/$id/notes", { text => "nota $_" }) for 1 .. 5;
    $s = listen_again($last);
    my @notes;
    while (@notes < 5) {
        my $e = event_of($s, 'conversation.changed', sub { $_[0]{note} }) or last;
        push @notes, $e->{note};
    }
    my @stored = map { $_->{id} } reverse @{ $ana->get("/api/v1/conversations/$id/notes")->{json}{items} };
    is_deeply(\@notes, \@stored, 'what was missed comes, in order, once');
    is(listen_again('1-1')->event(10)->{event}, 'reset', 'after too long: everything anew');
};

subtest 'behind the path' => sub {
    ok((wait_for { @{ $ana->get('/api/v1/search?q=furioso')->{json}{messages} } } 40),
        'the worker makes messages findable');
    my $day;
    ok((wait_for { $day = $boss->get('/api/v1/overview?period=24h')->{json};
        ($day->{messages}{in} // 0) == 3 && $day->{messages}{bot} } 60),
        'and counts them, and ours') or diag explain $day;
    my ($angry) = grep { $_->{key} eq 'angry' } @{ $day->{sentiment} };
    is($boss->get($angry->{list})->{json}{items}[0]{id}, $id, 'each with what is behind it');
};

Relevo::World->finish;
