# The path of a message, end to end with the real programs: webhook -> Redis
# -> worker -> PostgreSQL -> Graph API, and back by a status.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use Test::More;
use Relevo::Check;
use Relevo::Http qw(post_signed);
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0 });
my $customer = 5215550000;


# What the customer with this number was sent, oldest first.
sub replies_to {
    my ($number) = @_;

    return grep { ($_->{to} // '') =~ /^\+?$number$/ } $w->graph->sent;
}


# Says something as that customer; the text of the next reply.
sub ask {
    my ($number, $text, %o) = @_;

    my $before = replies_to($number);
    is($w->webhook(wa_text($text, from => $number, %o))->{status}, 200,
        "accepted: $text");
    wait_until { replies_to($number) > $before } 15, "a reply to '$text'";
    return (replies_to($number))[-1]{text};
}


subtest 'a greeting is answered in its language, once' => sub {
    my $number = ++$customer;
    my $reply = ask($number, "Hola, buenos d\x{ed}as");

    like($reply, qr/hola/i, 'in Spanish');
    ok((stays { replies_to($number) == 1 } 0.5), 'one reply');

    my $row = $w->pg->row(q{select * from core.outbox where provider_id is not null});
    is($row->{state}, 'sent', 'the row is sent');
    wait_until {
        ($w->pg->value(q{select status from core.message where direction = 'out'}) // '') =~ /sent|delivered/
    } 10, 'the status webhook';
    pass('the status came back to the message');
};


subtest 'statuses only rise' => sub {
    my $number = ++$customer;
    ask($number, 'Hello there');
    my $out;        # its id is recorded a moment after it was sent
    wait_until {
        $out = $w->pg->row(q{select o.id, o.provider_id from core.outbox o
            where o.payload->'to'->>'phone' = $1}, $number);
        $out->{provider_id}
    } 10, 'the id of the provider';

    for my $status (qw(read delivered sent)) {
        is($w->webhook(wa_status($out->{id}, $status, id => $out->{provider_id}))->{status},
            200, $status);
    }
    wait_until {
        $w->pg->value(q{select status from core.message where direction = 'out'
            and provider_id = $1}, $out->{provider_id}) eq 'read'
    } 10, 'status read';
    ok((stays { $w->pg->value(q{select status from core.message where direction = 'out'
        and provider_id = $1}, $out->{provider_id}) eq 'read' } 0.5), 'and stays read');
};


subtest 'one webhook a hundred times at once: one message, one reply' => sub {
    my $number = ++$customer;
    my $body = wa_body({ account => $w->account }, wa_text('Bonjour', from => $number,
        id => 'wamid.hundred'));
    my @pids;

    for (1 .. 10) {
        my $pid = fork // die "fork: $!";
        if (!$pid) {
            my @bad = grep { $_ != 200 } map { post_signed($w->url, '/webhooks/whatsapp',
                $w->secret('whatsapp_app'), $body)->{status} } 1 .. 10;
            POSIX::_exit(scalar @bad);
        }
        push @pids, $pid;
    }

    my $bad = 0;
    for (@pids) { waitpid $_, 0; $bad += $? >> 8 }
    is($bad, 0, 'all answered 200');

    wait_until { replies_to($number) >= 1 } 15, 'the reply';
    ok((stays { replies_to($number) == 1 } 1), 'one reply');
    is($w->pg->value(q{select count(*) from core.message where provider_id = 'wamid.hundred'}),
        1, 'one message');
};


subtest 'a question finds its answer in the knowledge base' => sub {
    my $reply = ask(++$customer, "\x{bf}Cu\x{e1}nto tarda el env\x{ed}o?");

    unlike($reply, qr/persona/i, 'not the offer of a person');
    ok(length $reply > 20, "answered: $reply");
};


subtest 'no answer: a person is offered; yes hands over; then the bot is silent' => sub {
    my $number = ++$customer;
    my $offer = ask($number, 'Can you explain the quantum flux of my purple toaster?');
    like($offer, qr/person|someone|team/i, 'offers a person');

    ask($number, 'yes');
    is($w->pg->value(q{select c.state from core.conversation c join core.identity i
        on i.conversation_id = c.id where i.value = $1}, $number), 'pending_handoff', 'handed over');

    my $sent = replies_to($number);
    is($w->webhook(wa_text('hello?', from => $number))->{status}, 200, 'writes again');
    wait_until { !$w->pg->value(q{select count(*) from core.conversation
        where done_seq < last_seq}) } 10, 'the message to be done';
    is(scalar replies_to($number), $sent, 'silent');
};


subtest 'a wish for a person hands over at once' => sub {
    my $number = ++$customer;

    ask($number, 'Quiero hablar con una persona, por favor');
    is($w->pg->value(q{select c.state from core.conversation c join core.identity i
        on i.conversation_id = c.id where i.value = $1}, $number), 'pending_handoff', 'state');
};


subtest 'a customer without a number is answered by business-scoped id' => sub {
    is($w->webhook(wa_text('Oi, tudo bem?', no_from => 1, bsuid => 'BR.4711'))->{status}, 200,
        'accepted');
    wait_until { grep { ($_->{recipient} // $_->{to} // '') eq 'BR.4711' } $w->graph->sent } 15,
        'the reply';
    pass('answered');

    is($w->webhook(wa_text('obrigada', from => '5511990001', bsuid => 'BR.4711'))->{status}, 200,
        'the number becomes known');
    wait_until { $w->pg->value(q{select count(*) from core.identity where value = '5511990001'}) }
        10, 'the identity';
    is($w->pg->value(q{select count(distinct contact_id) from core.identity
        where value in ('BR.4711', '5511990001')}), 1, 'one contact');
};


subtest 'what cannot be read or routed is a dead letter, and 200' => sub {
    is(post_signed($w->url, '/webhooks/whatsapp', $w->secret('whatsapp_app'), '{"object":')
        ->{status}, 200, 'not JSON');
    is($w->webhook(wa_text('hi', account => '999000'))->{status}, 200, 'unknown account');

    my $good = wa_text('hola', from => ++$customer);
    my $bad = wa_text('x', from => $customer);
    $bad->{element} = 'not an object';
    is($w->webhook($bad, $good)->{status}, 200, 'one bad update beside a good one');

    wait_until { $w->pg->value('select count(*) from core.dead_letter') >= 3 } 15, 'dead letters';
    wait_until { replies_to($customer) } 15, 'the good one to be answered';
    is($w->pg->value(q{select count(*) from core.dead_letter
        where tenant_id = '00000000-0000-0000-0000-000000000000' and account = '999000'}), 1,
        'the unknown account belongs to the operator');
};


subtest 'odd text is stored and answered' => sub {
    my $number = ++$customer;

    for my $text ('lone \\ud800 surrogate', 'nul \\u0000 inside', "bidi \\u202e text") {
        my $body = wa_body({ account => $w->account }, wa_text('PLACEHOLDER', from => $number));
        $body =~ s/PLACEHOLDER/$text/;
        is($w->webhook($body)->{status}, 200, "accepted: $text");
    }
    wait_until { replies_to($number) == 3 } 15, 'three replies';
    pass('answered');
};


subtest 'web chat: session, message, live reply' => sub {
    my $session = $w->http(POST => '/chat/demo/session');
    is($session->{status}, 200, 'session');
    my $token = decode_json($session->{body})->{token};
    my %auth = (Authorization => "Bearer $token");

    my $live = Relevo::Http->new($w->url)->sse('/chat/demo/live', headers => {%auth});
    is($live->event(30)->{event}, 'hello', 'hello');

    my $id = '0b9d7f2e-3c1a-4a52-9d0e-1f6a2b3c4d5e';
    is($w->http(POST => '/chat/demo/messages', body => encode_json({ id => $id, text => 'hello' }),
        headers => { %auth, 'Content-Type' => 'application/json' })->{status}, 200, 'accepted') for 1 .. 2;

    my %seen;
    wait_until {
        my $e = $live->event(0.9) // return $seen{bot};
        my $m = eval { decode_json($e->{data})->{message} } or return 0;
        $seen{ $m->{from} }{ $m->{id} } = $m;
        $seen{bot};
    } 15, 'the reply on the stream';

    is(scalar keys %{ $seen{bot} }, 1, 'one reply');
    my ($own) = values %{ $seen{visitor} // {} };
    is($own->{client_id}, $id, 'the own message, by its id');
    ok((values %{ $seen{bot} })[0]{text}, 'with its text');
    like($_->{at}, qr/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[.]\d{3}Z$/, "time of the $_->{from}'s message")
        for $own, values %{ $seen{bot} };
};


my $check = Relevo::Check->new($w, answered => 0);
$check->quiet(30);
$check->all;

Relevo::World->finish;
