# Telegram and Twilio end to end: webhook -> Redis -> worker -> PostgreSQL ->
# their APIs, and back by Twilio's status callbacks.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use Test::More;
use Relevo::Bots;
use Relevo::Check;
use Relevo::Http;
use Relevo::Wait;
use Relevo::World;

my $w = Relevo::World->new(
    parts => [qw(redis postgres bots worker nginx)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'deliver.ambiguous_wait' => '20s', 'deliver.retry' => '50ms' });
$w->part('nginx')->write(server => $w->bots->server);
$w->start(@{ $w->{parts} });
my $check = Relevo::Check->new($w);

my $OURS = '+15550001111';
my $WHATSAPP = "whatsapp:$OURS";

$w->pg->value(q{select core.account_add(tenant_id, $1, $2, $2) from core.tenant
    where slug = 'demo'}, @$_)
    for [telegram => 'default'], [twilio => $OURS], [twilio => $WHATSAPP];


sub count {
    my ($table, $where, @params) = @_;

    return $w->pg->value("select count(*) from core.$table where $where", @params);
}


# Streams are read to their end, nothing waits, no callback is to come.
sub at_rest {
    return wait_until { !(my @left = $check->i7) && !$w->bots->pending } 30, 'rest';
}


# The message that answered this chat or address, with its row of the outbox.
sub out_of {
    my ($sent) = @_;

    return $w->pg->row(q{select m.status, m.errors, o.state, o.error, o.attempt, o.maybe_duplicate
        from core.message m join core.outbox o on o.id = m.id
        where o.provider_id = $1}, $sent) // {};        # {}: not written yet
}


# --- Telegram ---------------------------------------------------------------

subtest 'Telegram: a message in, a reply out' => sub {
    my $r = tg_post($w, tg_message("Hola, buenos d\x{ed}as", chat => 51, number => 7));
    is($r->{status}, 200, 'accepted');
    wait_until { $w->bots->sent(51) } 15, 'the reply';
    my ($reply) = $w->bots->sent(51);
    like($reply->{text}, qr/hola/i, 'in Spanish');
    at_rest();
    ok((wait_for { (out_of("51:$reply->{id}")->{state} // '') eq 'sent' } 10),
        'the row is sent, with its id');
    is(count('message', q{provider_id = '51:7' and type = 'text'}), 1, 'one message');
    ok((wait_for { grep { $_->{outcome} eq 'sendChatAction' && $_->{to} == 51 }
        $w->bots->history } 5), 'typing was shown');
};


subtest 'Telegram: the same update ten times is one message' => sub {
    my $update = tg_message('Bonjour', chat => 52);

    is(tg_post($w, $update)->{status}, 200, 'accepted') for 1 .. 10;
    wait_until { $w->bots->sent(52) } 15, 'the reply';
    at_rest();
    is(scalar $w->bots->sent(52), 1, 'one reply');
    is(count('message', q{text = 'Bonjour'}), 1, 'one message');
};


subtest 'Telegram: who proves nothing' => sub {
    my $update = tg_message('x', chat => 59);
    my $body = encode_json($update);

    is(tg_post($w, $update, secret => 'y' x 32)->{status}, 401, 'another secret');
    is(http($w->url, POST => '/webhooks/telegram', body => $body)->{status}, 401, 'none');
    is(http($w->url, GET => '/webhooks/telegram')->{status}, 405, 'GET');

    my $s = Relevo::Http->new($w->url);
    my $secret = $w->secret('telegram_hook');
    $s->send("POST /webhooks/telegram HTTP/1.1\r\nHost: x\r\nContent-Length: " . length($body) . "\r\n"
        . "X-Telegram-Bot-Api-Secret-Token: $secret\r\n" x 2 . "\r\n$body");
    is($s->response->{status}, 400, 'two secrets');

    is(tg_post($w, undef, body => '{"ok":true}')->{status}, 200, 'authentic, no update');
    ok((wait_for { count('dead_letter', q{channel = 'telegram' and reason = 'parse'}) } 10),
        'a dead letter');
    is(count('message', q{text = 'x'}), 0, 'nothing of the others');
};


subtest 'Telegram: groups, buttons, edits, what is new' => sub {
    is(tg_post($w, tg_message('Hello', chat => -1001, from => 5, group => 'Team'))->{status}, 200,
        'a group');
    wait_until { $w->bots->sent(-1001) } 15, 'its reply';
    is($w->pg->value(q{select name from core.contact c join core.identity i on i.contact_id = c.id
        where i.kind = 'chat' and i.value = '-1001'}), 'Team', 'the chat is the contact');

    is(tg_post($w, tg_update(callback_query => { id => '77', data => 'hello',
        from => { id => 53, first_name => 'Bo' },
        message => { message_id => 3, chat => { id => 53, type => 'private' } } }))->{status}, 200,
        'a button');
    wait_until { $w->bots->sent(53) } 15, 'its reply';
    ok((wait_for { grep { ($_->{callback_query_id} // '') eq '77' } $w->bots->history } 5),
        'it need not turn any longer');

    is(tg_post($w, tg_message(undef, chat => 54, type => 'edited_message'))->{status}, 200,
        'an edit');
    is(tg_post($w, tg_message(undef, chat => 54, content => { new_chat_members => [] }))->{status},
        200, 'a service message');
    is(tg_post($w, tg_update(telepathy => { a => 1 }))->{status}, 200, 'a type yet to come');
    ok((wait_for { count('channel_event', q{field in ('telepathy', 'message')}) == 2 } 10),
        'events are stored');
    at_rest();
    is(scalar $w->bots->sent(54), 0, 'neither is answered');
};


subtest 'Telegram: a group that moved is the same contact' => sub {
    my $contact = q{select contact_id from core.identity where kind = 'chat' and value = $1};

    tg_post($w, tg_message('Hello', chat => -55, from => 5, group => 'Small'));
    wait_until { $w->bots->sent(-55) } 15, 'a reply';
    my $was = $w->pg->value($contact, -55);
    tg_post($w, tg_message(undef, chat => -55, from => 5, group => 'Small',
        content => { migrate_to_chat_id => -10055 }));
    wait_until { $w->pg->value($contact, -10055) } 10, 'the new number';
    is($w->pg->value($contact, -10055), $was, 'one contact');
};


subtest 'Telegram: too fast, blocked, a broken server' => sub {
    $w->bots->rules({ action => 'error', status => 429, code => 0, retry_after => 1, to => '56' });
    tg_post($w, tg_message('Hello', chat => 56));
    wait_until { $w->bots->sent(56) } 20, 'the reply, at last';
    my @tries = $w->bots->history(sub { $_[0]{kind} eq 'message' && $_[0]{to} eq '56' });
    is(scalar @tries, 2, 'two attempts');
    cmp_ok($tries[1]{time} - $tries[0]{time}, '>=', 0.99, 'retry_after was obeyed');

    $w->bots->rules({ action => 'error', status => 403, code => 0, to => '57' });
    tg_post($w, tg_message('Hello', chat => 57));
    wait_until { count('outbox', q{payload->'to'->>'chat' = '57' and state = 'failed'}) } 15, 'failed';
    is($w->pg->value(q{select error from core.outbox where payload->'to'->>'chat' = '57'}), '403',
        'blocked is final');
    $w->bots->rules;
};


subtest 'Telegram: a bot of its own is an endpoint' => sub {
    my $r = $w->cli(qw(channel add telegram shopbot --tenant demo --token-file),
        $w->dir('secrets/bot_token'));
    is($r->{status}, 0, 'added') or diag($r->{err});
    my ($secret) = $r->{out} =~ /^secret: (\S+)$/m;
    my $path = '/webhooks/telegram/shopbot';

    ok((wait_for { tg_post($w, tg_message('Ciao', chat => 58), path => $path,
        secret => $secret)->{status} == 200 } 15), 'its webhook');
    is(tg_post($w, tg_message('x'), path => $path)->{status}, 401, 'not with another\'s secret');
    is(tg_post($w, tg_message('x'), secret => $secret)->{status}, 401, 'nor the other way round');
    wait_until { $w->bots->sent(58) } 15, 'the reply';
    is($w->pg->value(q{select distinct a.account from core.identity i join core.account a
        on a.id = i.account_id where i.kind = 'chat' and i.value = '58'}), 'shopbot', 'its account');

    my @register = qw(channel register telegram --url https://bot.example/webhooks/telegram/x --endpoint);
    my $set = sub { grep { ($_->{url} // '') =~ /bot\.example/ } $w->bots->history };
    like($w->cli(@register, 'shopbot')->{out}, qr/webhook of the bot: done/,
        'registered where Telegram is set');
    is(scalar $set->(), 1, 'the Bot API has heard of it');

    $w->cli(qw(channel add telegram otherbot --tenant demo));
    like($w->cli(@register, 'otherbot')->{out}, qr/webhook of the bot: done/,
        'a bot without a token of its own has that of the settings');
    $w->cli(qw(channel set telegram otherbot --api-base), $w->bots->url);
    $r = $w->cli(@register, 'otherbot');
    is($r->{status}, 1, 'but not where the account leads');
    like($r->{err}, qr/api_base of its own, and no access token/, 'and that is said');
    is(scalar $set->(), 2, 'it was not asked');
    $w->cli(qw(channel remove telegram otherbot));
};


# --- Twilio -----------------------------------------------------------------

subtest 'Twilio: an SMS in, a reply out, delivered' => sub {
    my $r = tw_post($w, tw_message("Hola, buenos d\xc3\xadas & m\xc3\xa1s", sid => 'SM' . '1' x 32,
        from => '+52155'));
    is($r->{status}, 200, 'accepted');
    like($r->{body}, qr{<Response/>}, 'TwiML that says nothing');
    is($r->{headers}{'content-type'}, 'text/xml', 'as XML');

    wait_until { $w->bots->sent('+52155') } 15, 'the reply';
    my ($reply) = $w->bots->sent('+52155');
    is($reply->{From}, $OURS, 'from the address that was written to');
    like($reply->{text}, qr/hola/i, 'in Spanish');
    wait_until { (out_of($reply->{id})->{status} // '') eq 'delivered' } 10, 'delivered';
    is(out_of($reply->{id})->{state}, 'sent', 'the row is sent');
    is($w->pg->value(q{select text from core.message where provider_id = $1}, 'SM' . '1' x 32),
        "Hola, buenos d\x{ed}as & m\x{e1}s", 'its words');
};


subtest 'Twilio: WhatsApp through it, from its own address' => sub {
    tw_post($w, tw_message('Hello', from => 'whatsapp:+52156', to => $WHATSAPP,
        more => { ProfileName => 'Ana', WaId => '52156' }));
    wait_until { $w->bots->sent('whatsapp:+52156') } 15, 'the reply';
    is(($w->bots->sent('whatsapp:+52156'))[0]{From}, $WHATSAPP, 'from');
    at_rest();
};


subtest 'Twilio: the same webhook ten times is one message' => sub {
    my $message = tw_message('Bonjour', from => '+52157');

    is(tw_post($w, $message)->{status}, 200, 'accepted') for 1 .. 10;
    wait_until { $w->bots->sent('+52157') } 15, 'the reply';
    at_rest();
    is(scalar $w->bots->sent('+52157'), 1, 'one reply');
};


subtest 'Twilio: who proves nothing' => sub {
    my $m = tw_message('forged', from => '+52158');
    my $url = 'http://' . $w->url . '/webhooks/twilio';

    is(tw_post($w, $m, secret => 'z' x 32)->{status}, 401, 'another token');
    is(tw_post($w, $m, url => "$url/")->{status}, 401, 'another URL');
    is(tw_post($w, $m, path => '/webhooks/twilio?x=1', url => $url)->{status}, 401, 'another query');
    is(tw_post($w, $m, body => tw_form(@$m, Extra => 1))->{status}, 401, 'one field more');
    is(tw_post($w, $m, body => tw_form(@$m) . '%')->{status}, 401, 'not a form');
    is(tw_post($w, $m, headers => { 'X-Twilio-Signature' => 'x' })->{status}, 401, 'no signature');
    is(tw_post($w, $m, path => '/webhooks/twilio?outbox=1')->{status}, 400, 'no outbox id');
    is(tw_post($w, undef, json => { a => 1 }, secret => 'z' x 32)->{status}, 401, 'JSON of another');
    is(count('message', q{text = 'forged'}), 0, 'nothing of it');

    # one standard port more or less is the same URL; ours has another
    is(tw_post($w, [Foo => 1])->{status}, 200, 'authentic, of nobody');
    ok((wait_for { count('dead_letter', q{channel = 'twilio' and reason = 'parse'}) } 10),
        'a dead letter');
};


subtest 'Twilio: JSON, with the hash of the body in the URL' => sub {
    is(tw_post($w, undef, json => [{ specversion => '1.0', id => 'EZ1',
        type => 'com.twilio.messaging.inbound-message.received',
        data => { messageSid => 'SM' . '2' x 32, from => '+52159', to => $OURS,
                  body => 'Hello' } }])->{status}, 200, 'accepted');
    wait_until { $w->bots->sent('+52159') } 15, 'the reply';
    at_rest();
};


subtest 'Twilio: an answer that was lost is found by the callback' => sub {
    $w->bots->rules({ action => 'swallow', ms => 300, to => '+52160' });
    tw_post($w, tw_message('Hello', from => '+52160'));
    wait_until { $w->bots->sent('+52160') } 15, 'Twilio has it';
    my ($reply) = $w->bots->sent('+52160');
    ok((wait_for { (out_of($reply->{id})->{state} // '') eq 'sent' } 10),
        'known by its outbox id, long before the wait ends');
    wait_until { (out_of($reply->{id})->{status} // '') eq 'delivered' } 10, 'delivered';
    at_rest();
    is(scalar $w->bots->sent('+52160'), 1, 'sent once');
    ok(!out_of($reply->{id})->{maybe_duplicate}, 'and not in doubt');
    $w->bots->rules;
};


subtest 'Twilio: refused now, refused later, too fast' => sub {
    $w->bots->rules({ action => 'error', code => 21610, to => '+52161' },
        { action => 'fail_later', code => 30003, to => '+52162' },
        { action => 'error', status => 429, code => 20429, to => '+52163' });

    tw_post($w, tw_message('Hello', from => '+52161'));
    wait_until { count('outbox', q{payload->'to'->>'address' = '+52161' and state = 'failed'
        and error = '21610'}) } 15, 'unsubscribed: failed';

    tw_post($w, tw_message('Hello', from => '+52162'));
    wait_until { $w->bots->sent('+52162') } 15, 'accepted';
    my ($late) = $w->bots->sent('+52162');
    wait_until { (out_of($late->{id})->{status} // '') eq 'failed' } 10, 'failed later';
    is_deeply(out_of($late->{id})->{errors}, [{ code => '30003' }], 'with the code');

    tw_post($w, tw_message('Hello', from => '+52163'));
    wait_until { $w->bots->sent('+52163') } 20, 'too fast: sent again';
    $w->bots->rules;
    at_rest();
};


subtest 'configurations that must not start' => sub {
    my $text = do { local $/; open my $in, '<', $w->dir('nginx.conf') or die; <$in> };
    my $dir = $w->dir;
    local $ENV{LD_PRELOAD} = $ENV{RELEVO_TEST_PRELOAD} // '';
    local $ENV{ASAN_OPTIONS} = 'detect_leaks=0';

    for my $case (['', qr/no "relevo_public_url"/],
        ['relevo_public_url ftp://x;', qr/scheme and host are wanted/],
        ['relevo_public_url https://x/y;', qr/scheme and host are wanted/])
    {
        my $bad = $text =~ s/relevo_public_url \S+;/$case->[0]/r;
        $w->write_file('bad.conf', $bad, 0600);
        like(qx(/usr/sbin/nginx -t -p $dir -c $dir/bad.conf 2>&1), $case->[1],
            $case->[0] || 'no public URL');
    }
};

is_deeply([$check->violations('I5')], [], 'the two laws');
unlike(join('', map { Relevo::World::Logs::tail($w->log($_), 10_000) } qw(worker nginx)),
    qr/123456:|\b${\$w->secret('twilio_token')}/, 'no token in a log');

Relevo::World->finish;
