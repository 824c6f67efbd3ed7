# An agent's reaction to a message of the customer's: API, outbox, channel.
# WhatsApp and Telegram have it; nobody else is offered it.

use strict;
use warnings;
use utf8;
use JSON::PP;
use FindBin;
use lib "$FindBin::Bin/lib";
use Test::More;
use Relevo::Api;
use Relevo::Bots;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my ($YES, $HEART) = ("\x{1F44D}", "\x{2764}");
my $w = Relevo::World->new(parts => [qw(redis postgres graph bots worker nginx)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'deliver.retry' => '50ms' });
$w->part('nginx')->write(server => $w->bots->server);
$w->start(@{ $w->{parts} });

my $tenant = Relevo::Api::tenant($w, 'demo');
$w->pg->value(q{select core.account_add($1, 'telegram', 'default', 'default')}, $tenant);
my $boss = Relevo::Api->key($w, 'demo', '*');
my $bea = Relevo::Api->agent($w, 'demo', 'bea', 'agent');
my $eva = Relevo::Api->agent($w, 'demo', 'eva', 'agent');


# Who just wrote, answered and in bea's hands: the conversation, its message.
sub taken {
    my ($provider_id) = @_;

    my $m;
    wait_until { $m = $w->pg->row('select m.id, m.conversation_id from core.message m
        join core.conversation c on c.id = m.conversation_id and c.done_seq = c.last_seq
        where m.provider_id = $1', $provider_id) } 20, "$provider_id is answered";
    $boss->post("/api/v1/conversations/$m->{conversation_id}/handoff", { reason => 'x' });
    is($bea->post("/api/v1/conversations/$m->{conversation_id}/claim")->{status}, 200, 'is claimed');
    return @$m{qw(conversation_id id)};
}


sub path { return "/api/v1/conversations/$_[0]/messages/$_[1]/reaction" }


sub reactions {
    my ($id, $message) = @_;

    my ($item) = grep { $_->{id} eq $message }
        @{ $bea->get("/api/v1/conversations/$id/timeline")->{json}{items} };
    return [map { "$_->{from} $_->{emoji}" } @{ $item->{reactions} // [] }];
}


is(tg_post($w, tg_message('Hola', chat => 71, number => 5))->{status}, 200, 'Telegram');
my ($id, $message) = taken('71:5');


subtest 'Telegram: set, changed, taken back' => sub {
    my $calls = sub { return grep { ($_->{outcome} // '') eq 'setMessageReaction' } $w->bots->history };
    my $waits = $w->pg->value('select waiting_ms from core.inbox where conversation_id = $1', $id);
    my $r = $bea->put(path($id, $message), { emoji => $YES });

    is($r->{status}, 200, 'accepted') or diag $r->{body};
    ok((wait_for { $calls->() == 1 } 20), 'it reaches Telegram');
    my ($call) = $calls->();
    is($call->{to}, 71, 'in the chat');
    is($call->{message_id}, 5, 'at the message');
    is_deeply($call->{reaction}, [{ type => 'emoji', emoji => $YES }], 'as one emoji');
    ok((wait_for { ($w->pg->value('select state from core.outbox where id = $1', $r->{json}{id}) // '')
        eq 'sent' } 20), 'sent, though it has no id there');
    is_deeply(reactions($id, $message), ["agent $YES"], 'and shown in the conversation');
    is($w->pg->value('select waiting_ms from core.inbox where conversation_id = $1', $id), $waits,
        'it is no answer: who waits still waits');
    is($bea->put(path($id, $message), { emoji => $HEART })->{status}, 200, 'another');
    ok((wait_for { $calls->() == 2 } 20), 'takes its place');
    is_deeply(reactions($id, $message), ["agent $HEART"], 'alone');
    is($bea->delete(path($id, $message))->{status}, 200, 'taken back');
    ok((wait_for { $calls->() == 3 } 20), 'there, too');
    is_deeply([$calls->()]->[2]{reaction}, [], 'by an empty list');
    is_deeply(reactions($id, $message), [], 'and here');
};


subtest 'Telegram: what customers set' => sub {
    my ($ours) = $w->pg->value(q{select o.provider_id from core.outbox o where o.conversation_id = $1
        and o.kind = 'message' and o.provider_id is not null order by o.ord limit 1}, $id);
    my ($number) = $ours =~ /:(\d+)$/;
    my $said = sub { return scalar grep { ($_->{outcome} // '') eq 'accepted' && ($_->{to} // 0) == 71 }
        $w->bots->history };
    my $before = $said->();

    is(tg_post($w, tg_update(message_reaction => { chat => { id => 71, type => 'private' },
        message_id => 0 + $number, user => { id => 71, is_bot => JSON::PP::false, first_name => 'Ana' },
        date => time, old_reaction => [], new_reaction => [{ type => 'emoji', emoji => $HEART }] }))
        ->{status}, 200, 'a sign at a message of ours');
    my $at = $w->pg->value('select id from core.outbox where provider_id = $1', $ours);
    ok((wait_for { "@{ reactions($id, $at) }" eq "customer $HEART" } 20), 'is shown there');
    is($said->(), $before, 'and nobody answers it');
};


subtest 'WhatsApp' => sub {
    my $wamid = wa_id();

    is($w->webhook(wa_message(text => { body => 'Hola' }, id => $wamid))->{status}, 200, 'a message');
    my ($c, $m) = taken($wamid);
    is($bea->put(path($c, $m), { emoji => $YES })->{status}, 200, 'accepted');
    my $sent = sub { return grep { ($_->{type} // '') eq 'reaction' } $w->graph->history };
    ok((wait_for { $sent->() } 20), 'it reaches the Graph API');
    is_deeply(reactions($c, $m), ["agent $YES"], 'and is shown');
    is($bea->delete(path($c, $m))->{status}, 200, 'taken back');
    ok((wait_for { $sent->() == 2 } 20), 'there, too');
};


subtest 'what is refused' => sub {
    is($eva->put(path($id, $message), { emoji => $YES })->{status}, 404, 'of somebody else\'s conversation');
    is($bea->put(path($id, $message), { emoji => 'ok' })->{status}, 422, 'words');
    is($bea->put(path($id, $message), { emoji => "\x{1F355}" })->{status}, 422, 'what Telegram does not have');
    is($bea->put(path($id, $message), {})->{status}, 422, 'nothing');
    my $ours = $w->pg->value(q{select id from core.message where conversation_id = $1 and direction = 'out'
        and type = 'text' limit 1}, $id);
    is($bea->put(path($id, $ours), { emoji => $YES })->{status}, 422, 'at our own words');
    is($bea->put(path($id, '00000000-0000-7000-8000-000000000000'), { emoji => $YES })->{status}, 404,
        'at nothing');
    my $chat = Relevo::Api::conversation($w, 'demo', 'v9');
    $w->pg->do('update core.conversation set state = $2 where id = $1', $chat->{id}, 'bot');
    $boss->post("/api/v1/conversations/$chat->{id}/handoff", { reason => 'x' });
    is($bea->post("/api/v1/conversations/$chat->{id}/claim")->{status}, 200, 'a web chat');
    my $there = $w->pg->value('select id from core.message where conversation_id = $1', $chat->{id});
    my $r = $bea->put(path($chat->{id}, $there), { emoji => $YES });
    is($r->{status}, 422, 'has no reactions');
    like($r->{body}, qr/takes no reactions/, 'and says so');
};

Relevo::World->finish;
