# Three customers whose words are given (requirements S2-034, S2-068 to
# S2-070): what their tickets say, what they are told, and what the agent who
# takes it over sees.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Encode qw(encode_utf8);
use JSON::PP;
use Test::More;

use Relevo::Talk;
use Relevo::Wait;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0 });
$w->start(qw(redis postgres));
for my $cli ([qw(tenant add shop --language en)], [qw(channel add webchat shop --tenant shop)],
             [qw(agent add eva@shop.test --tenant shop --name Eva)]) {
    my $r = $w->cli(@$cli);
    is($r->{status}, 0, "@$cli") or diag($r->{err});
}
$w->start('worker');

my $talk = Relevo::Talk->new($w, 'shop');
my $tenant = $w->pg->value(q{select tenant_id from core.tenant where slug = 'shop'});

my @scenes = (
    { who => 'scene 1, angry',
      says => 'This is ridiculous! I paid 2 weeks ago and still no delivery! Give me my money back NOW!',
      ticket => { sentiment => 'angry', category => 'delivery_problem', priority => 'urgent',
          stage => 'delivery' },
      subject => qr/^\x{1F6A8} URGENT: Delivery Problem Escalation/, told => qr/sorry/i },
    { who => 'the same, shorter',
      says => 'This is ridiculous! I want my money back!',
      ticket => { sentiment => 'angry', category => 'refund_request', priority => 'urgent' },
      subject => qr/^\x{1F6A8} URGENT: Refund Request/, told => qr/sorry/i },
    { who => 'scene 2, confused',
      says => "I'm so confused. I added items to cart but don't know how to pay. Can someone help me?",
      ticket => { sentiment => 'confused', category => 'technical_issue', priority => 'medium',
          stage => 'cart' },
      subject => qr/^Technical Issue/, told => qr/person/ },
    { who => 'scene 3, polite',
      says => "Hello, I received my order but the item is damaged. I'd like to request a refund please.",
      ticket => { sentiment => 'neutral', category => 'refund_request', priority => 'high',
          stage => 'delivery' },
      subject => qr/^Refund Request/, told => qr/sorry.*photo/s },
    { who => 'a manager is wanted', says => 'Let me talk to your manager',
      ticket => { category => 'other', priority => 'high' }, subject => qr/^General Support Request/,
      told => qr/person/ },
    # S2-049, S3-147: a wish is enough, and medium (C-19, C-57)
    (map { { who => "a person is wanted: $_", says => $_, told => qr/person/,
        ticket => { category => 'other', priority => 'medium', reason => 'explicit_request' },
        subject => qr/^General Support Request$/ } }
        'I want to speak to a human', 'Transfer me to an agent', 'speak to human', 'real person'),
    # S3-083: each with a reason of its own (C-46)
    { who => 'talk to manager', says => 'talk to manager', told => qr/person/, subject => qr/./,
      ticket => { priority => 'high', reason => 'manager_request' } },
    (map { { who => $_, says => $_, told => qr/person/, subject => qr/./, ticket => {} } }
        'not helpful', 'escalate', 'complaint'),
);

for my $n (1 .. @scenes) {
    my $scene = $scenes[$n - 1];
    my $t = $talk->turn("customer$n", $scene->{says});
    my $row = $w->pg->row(q{select * from core.ticket where conversation_id = $1}, $t->{c}{id});
    my ($number) = ($row->{number} // '') =~ /^(TKT-\d{4}-\d+)$/;

    subtest $scene->{who} => sub {
        is($t->{c}{state}, 'pending_handoff', 'a person is wanted');
        is($number =~ s/^TKT-\d+-//r, sprintf('%04d', $n), 'the ticket has its number');
        is($row->{$_}, $scene->{ticket}{$_}, "$_: $scene->{ticket}{$_}") for sort keys %{ $scene->{ticket} };
        like($row->{subject}, $scene->{subject}, 'its subject');
        like($t->{text}, $scene->{told}, 'what the customer is told');
        like($t->{text}, qr/$number/, 'with the number');
        unlike($t->{text}, qr/\d+ minutes/, 'and no time, for nobody is here');
    };
}

# S2-058: the order that was named, in this message or before
my $order = sub { $w->pg->value(q{select metadata ->> 'order_id' from core.ticket
    where conversation_id = $1}, $talk->conversation($_[0])->{id}) };
is($order->('customer1'), undef, 'no order was named');
$talk->turn('orders', 'hello');
is($talk->turn('orders', 'I have order ORD-122, but where is my order ORD-123?')->{c}{state}, 'pending_handoff',
    'two were');
is($order->('orders'), 'ORD-123', 'the last one is on the ticket');

# S2-061: a line for each, without what was said
{
    open my $in, '<:encoding(UTF-8)', $w->log('worker') or die;
    my %line = map { $_->{ticket} => $_ } grep { $_->{event} eq 'handoff.wanted' }
        map { decode_json(encode_utf8($_)) } <$in>;
    my $row = $w->pg->row(q{select * from core.ticket where conversation_id = $1},
        $talk->conversation('customer1')->{id});
    is_deeply([@{ $line{ $row->{id} } }{qw(contact reason category sentiment priority)}],
        [@$row{qw(contact_id reason category sentiment priority)}], 'the log has the ticket');
    is(scalar keys %line, @scenes + 1, 'and all of them');
}

my $angry = $talk->conversation('customer1');
my $agent = $w->pg->value(q{select id from core.agent where tenant_id = $1}, $tenant);
is($w->pg->value('select core.handoff_claim($1, $2, $3)', $tenant, $angry->{id},
    { kind => 'agent', id => $agent })->{ok}, JSON::PP::true(), 'an agent takes the angry one');
ok($w->pg->value('select core.agent_message($1, $2, $3, $4)', $tenant, $angry->{id}, $agent,
    { text => 'I looked up ORD-123: it left today.' })->{ok}, 'and answers');
ok((wait_for { $w->pg->value(q{select count(*) from core.outbox where conversation_id = $1
    and origin = 'agent' and state = 'sent'}, $angry->{id}) } 15), 'which reaches the customer');
# S2-062, S2-063: the promise is the service level, made when it can be kept.
subtest 'with somebody on duty' => sub {
    $w->pg->do(q{select core.desk_set($1, '{"accept_minutes": 0}')}, $tenant);
    is($w->cli(qw(agent set eva@shop.test --tenant shop --capacity 50 --status online))->{status}, 0,
        'Eva is here');
    for my $n (1 .. 4) {
        my $minutes = $scenes[$n - 1]{ticket}{priority} eq 'urgent' ? 15 : 60;
        like($talk->turn("next$n", $scenes[$n - 1]{says})->{text},
            qr/\d{4}-\d{4}\. A person will answer here within $minutes minutes\./,
            "$scenes[$n - 1]{who}: $minutes minutes");
    }
};

is($w->pg->value(q{select count(*) from core.outbox where conversation_id = $1 and origin = 'bot'
    and state not in ('sent', 'cancelled')}, $angry->{id}), 0, 'the bot has nothing more to say');

Relevo::World->finish;
