# Messenger and Instagram end to end: webhook -> Redis -> worker -> PostgreSQL
# -> Graph API, and back by echo, delivery and read.  Echoes of WhatsApp.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Encode qw(encode_utf8);
use JSON::PP;
use Test::More;
use Relevo::Check;
use Relevo::Http qw(post_signed);
use Relevo::Page;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'deliver.ambiguous_wait' => '20s' },
    graph => ['--status', 'sent,delivered,read', '--status-delay', 30]);
my %PAGE = (messenger => '9001', instagram => '17841');
my %OBJECT = (messenger => 'page', instagram => 'instagram');
my $customer = 7000;

sub account_add {
    my ($channel, $account) = @_;

    return $w->pg->value(q{select core.account_add(tenant_id, $1, $2, $2)
        from core.tenant where slug = 'demo'}, $channel, $account);
}

account_add($_, $PAGE{$_}) for sort keys %PAGE;


sub hook {
    my ($channel, $body) = @_;

    return post_signed($w->url, "/webhooks/$channel", $w->secret('whatsapp_app'), $body)->{status};
}


sub say_to {
    my ($channel, @elements) = @_;

    return hook($channel, page_body({ object => $OBJECT{$channel} }, $PAGE{$channel}, @elements));
}


sub replies_to {
    my ($number) = @_;

    return grep { ($_->{to} // '') eq $number } $w->graph->sent;
}


# Nothing waits, nothing is under way.
sub at_rest {
    return wait_until {
        !$w->pg->value(q{select count(*) from core.conversation where done_seq < last_seq})
        && !$w->pg->value(q{select count(*) from core.outbox
            where state in ('pending', 'inflight', 'retry', 'ambiguous')})
        && !$w->graph->pending
    } 20, 'rest';
}


for my $channel (qw(messenger instagram)) {
    subtest "$channel: a message in, a reply out, its echo not answered" => sub {
        my $number = ++$customer;

        is(say_to($channel, page_text("Hola, buenos d\x{ed}as", from => $number)), 200, 'accepted');
        wait_until { replies_to($number) } 15, 'the reply';
        my ($reply) = replies_to($number);
        like($reply->{text}, qr/hola/i, 'in Spanish');
        like($reply->{path}, qr{^/$channel/v24[.]0/$PAGE{$channel}/messages$}, 'from the account');

        at_rest();
        ok((stays { replies_to($number) == 1 } 0.5), 'one reply: the echo was not answered');
        my $out = $w->pg->row(q{select m.*, o.state from core.message m join core.outbox o
            on o.id = m.id where m.direction = 'out' and o.payload->>'text' = $1
            and o.provider_id = $2}, $reply->{text}, $reply->{id});
        is($out->{state}, 'sent', 'the row is sent');
        wait_until { $w->pg->value('select status from core.message where id = $1', $out->{id})
            eq 'read' } 10, 'the status read';
        is($w->pg->value(q{select count(*) from core.message where provider_id = $1},
            $reply->{id}), 1, 'no echo of ours is a message of its own');
        is_deeply([sort map { $_->{sender_action} } grep { $_->{kind} eq 'receipt'
            && $_->{to} eq $number } $w->graph->history], [qw(mark_seen typing_on)],
            'marked as seen, typing shown');
    };

    subtest "$channel: the same webhook ten times is one message" => sub {
        my $number = ++$customer;
        my $body = page_body({ object => $OBJECT{$channel} }, $PAGE{$channel},
            page_text('Bonjour', from => $number, mid => "m_ten_$channel"));

        is(hook($channel, $body), 200, 'accepted') for 1 .. 10;
        wait_until { replies_to($number) } 15, 'the reply';
        at_rest();
        is(scalar replies_to($number), 1, 'one reply');
        is($w->pg->value(q{select count(*) from core.message where provider_id = $1},
            "m_ten_$channel"), 1, 'one message');
    };

    subtest "$channel: a person in the inbox is heard, not answered" => sub {
        my $number = ++$customer;

        is(say_to($channel, page_echo({ text => 'Soy Ana, te ayudo' }, to => $number,
            mid => "m_ana_$channel")), 200, 'accepted') for 1 .. 2;
        wait_until { $w->pg->value(q{select count(*) from core.message
            where provider_id = $1}, "m_ana_$channel") } 10, 'the message';
        is($w->pg->value(q{select count(*) from core.message where provider_id = $1
            and direction = 'out' and origin = 'agent'}, "m_ana_$channel"), 1, 'stored as ours');
        ok((stays { !replies_to($number) } 0.5), 'no reply');
    };

    subtest "$channel: forged, verified, unreadable" => sub {
        my $body = page_body({ object => $OBJECT{$channel} }, $PAGE{$channel}, page_text('x'));

        is(post_signed($w->url, "/webhooks/$channel", 'wrong', $body)->{status}, 401, 'forged');
        my $token = $w->secret('whatsapp_verify');
        is($w->http(GET => "/webhooks/$channel?hub.mode=subscribe&hub.challenge=4711"
            . "&hub.verify_token=$token")->{body}, '4711', 'endpoint verification');
        is($w->http(GET => "/webhooks/$channel?hub.mode=subscribe&hub.challenge=4711"
            . '&hub.verify_token=no')->{status}, 403, 'with another token');
        is(hook($channel, '{"object":"user","entry":[]}'), 200, 'another object: a dead letter');
    };
}


subtest 'what is no message is an event' => sub {
    my @all = (page_event(referral => { ref => 'ad' }), page_event(optin => { ref => 'o' }),
        page_message({ is_deleted => \1, mid => 'm_gone' }), page_event(tomorrow => { x => 1 }));

    is(say_to('messenger', @all), 200, 'accepted');
    is(hook('instagram', json_ascii({ object => 'instagram', entry => [
        { id => $PAGE{instagram}, changes => [{ field => 'comments', value => { text => 'x' } }] },
        { id => $PAGE{instagram}, standby => [page_text('not ours')] }] })), 200, 'changes, standby');
    wait_until { $w->pg->value('select count(*) from core.channel_event') >= 6 } 10, 'the events';
    is($w->pg->value(q{select string_agg(field, ' ' order by field) from core.channel_event}),
        'comments message_deleted optin referral standby tomorrow', 'under their names');
};


subtest 'a long answer goes in parts the channel takes' => sub {
    my $long = join ' ', map { "Frase n\x{fa}mero $_ de la respuesta." } 1 .. 100;

    $w->pg->value(q{select core.kb_put(tenant_id, 'es', 'largo', jsonb_build_array(
        jsonb_build_object('question', '¿Qué es la fotosíntesis?', 'answer', $1::text)))
        from core.tenant where slug = 'demo'}, encode_utf8($long));

    for my $channel (qw(messenger instagram)) {
        my $number = ++$customer;

        is(say_to($channel, page_text("\x{bf}Qu\x{e9} es la fotos\x{ed}ntesis?", from => $number)),
            200, 'accepted');
        wait_until { at_rest() && replies_to($number) > 1 } 20, 'the parts';
        my @parts = map { $_->{text} } replies_to($number);
        is(join(' ', @parts), $long, 'all of it, in order');
        ok(!(grep { $_->{kind} eq 'refused' } $w->graph->history), 'none refused');
    }
};


subtest 'a send without an answer is settled by its echo' => sub {
    for my $channel (qw(messenger instagram)) {
        my $number = ++$customer;

        $w->graph->rules({ action => 'swallow', to => "$number", ms => 100, count => 1 });
        is(say_to($channel, page_text('Hola', from => $number)), 200, 'accepted');
        wait_until { replies_to($number) } 15, 'the send';
        at_rest();
        is(scalar replies_to($number), 1, "$channel: sent once");
        is($w->pg->value(q{select state from core.outbox where provider_id = $1},
            (replies_to($number))[0]{id}), 'sent', 'and known to be sent');
    }
    $w->graph->rules();
};


subtest 'outside the window: failed, the account goes on' => sub {
    my $late = ++$customer;
    my $next = ++$customer;

    $w->graph->rules({ action => 'error', code => 551, to => "$late", count => 0 });
    is(say_to('messenger', page_text('Hola', from => $late)), 200, 'accepted');
    wait_until { $w->pg->value(q{select count(*) from core.outbox where state = 'failed'
        and error = '551'}) } 15, 'the row to fail';
    is(say_to('messenger', page_text('Hola', from => $next)), 200, 'another customer');
    wait_until { replies_to($next) } 15, 'the reply';
    pass('answered');
    $w->graph->rules();
};


subtest 'said on the phone: an echo of WhatsApp is stored, not answered' => sub {
    my $number = '5215559999';
    my $echo = { id => 'wamid.PHONE', from => '15550001111', to => $number, type => 'text',
        timestamp => '' . time, text => { body => 'Le contesto yo' } };
    my $body = json_ascii({ object => 'whatsapp_business_account', entry => [{ id => 'W',
        changes => [{ field => 'smb_message_echoes', value => { messaging_product => 'whatsapp',
        metadata => { phone_number_id => $w->account }, message_echoes => [$echo] } }] }] });

    is($w->webhook($body)->{status}, 200, 'accepted') for 1 .. 2;
    wait_until { $w->pg->value(q{select count(*) from core.message
        where provider_id = 'wamid.PHONE'}) } 10, 'the message';
    is($w->pg->value(q{select origin || ' ' || direction || ' ' || count(*) over ()
        from core.message where provider_id = 'wamid.PHONE'}), 'agent out 1', 'stored as ours, once');
    ok((stays { !(grep { ($_->{to} // '') =~ /$number/ } $w->graph->sent) } 0.5), 'no reply');
};


my $check = Relevo::Check->new($w, answered => 0);

subtest 'a thousand updates of three accounts, one of them broken' => sub {
    my @pages = map { "95$_" } 1 .. 3;
    account_add('messenger', $_) for @pages;

    my %list = map { my $p = $_; ($p => [map {
        page_event(read => { watermark => 1000 + $_ }, from => "8$p$_") } 1 .. 300]) } @pages;
    push @{ $list{ $pages[$_ % 3] } }, page_message({ text => "n $_",
        mid => "m_k_$_" }, from => 88000 + $_ % 5) for 1 .. 99;
    splice @{ $list{ $pages[1] } }, 150, 0, 'broken';

    my $law = sub { return $w->pg->row(q{select sum(admitted) as admitted, sum(applied) as applied,
        sum(dead) as dead from core.tally}) };
    $check->quiet(30);      # no status of earlier messages is still on its way
    my $before = $law->();
    my $body = page_envelope('page', map { $_ => $list{$_} } @pages);
    is(hook('messenger', $body), 200, 'accepted');
    wait_until { $law->()->{admitted} - $before->{admitted} >= 1000 } 30, 'a thousand admitted';
    my $after = $law->();
    # deliveries of the replies may have come meanwhile: they are applied, too
    my %more = map { $_ => $after->{$_} - $before->{$_} } keys %$after;
    is($more{admitted} - $more{applied}, 1, 'one is not applied');
    is($more{dead}, 1, 'but a dead letter');
    is($w->pg->value(q{select convert_from(raw, 'UTF8') from core.dead_letter
        where account = $1}, $pages[1]), '"broken"', 'with its bytes');
};


$check->quiet(60);
$check->all;

Relevo::World->finish;
