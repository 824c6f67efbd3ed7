# Endpoints and accounts: rows of the database that nginx uses a moment later,
# with secrets of their own, kept while Redis is away, rotated without a gap.

use strict;
use warnings;
use File::Path 'make_path';
use FindBin;
use lib "$FindBin::Bin/lib";

use Digest::SHA;
use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Http;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $w = Relevo::World->new(
    set => { 'turn.burst_ms' => 0 },
    stopped => 1,
    allow => [qr{exited on signal 9}, qr{no "relevo_public_url"}, qr{/bad\d+\b}],     # of ours, see below
);
my $uploads = $w->dir('uploads');
make_path($uploads);
chmod 0777, $uploads;
$w->part('nginx')->write(workers => 2, http => 'relevo_endpoints_check 200ms;',
    server => 'location /strict { relevo_webhook whatsapp;'
        . ' relevo_secret_file ' . $w->dir('secrets/whatsapp_app') . ';'
        . ' relevo_unknown_account refuse; }'
        . ' location /strict/chat/ { relevo_webhook webchat; relevo_chat_endpoint nobody;'
        . " relevo_chat_media $uploads; relevo_secret_file " . $w->dir('secrets/webchat_demo') . ';'
        . ' relevo_unknown_account refuse; }');
$w->start(@{ $w->{parts} });
my $tenant = $w->pg->value(q{select tenant_id from core.tenant where slug = 'demo'});


# `relevo channel ...`; its output, or a failed test.
sub channel {
    my (@args) = @_;

    my $r = $w->cli('channel', @args);
    is($r->{status}, 0, join " ", "channel", grep { defined } @args[0, 1]) or diag($r->{err});
    return $r->{out};
}

# The secret that was shown once.
sub shown { return ($_[0] =~ /^secret: ([0-9a-f]{64})$/m)[0] }

sub post {
    my ($path, $secret, $body) = @_;

    return post_signed($w->url, $path, $secret, $body // wa_body(
        { account => $w->account }, wa_message(reaction =>
            { message_id => 'wamid.X', emoji => '+' })))->{status};
}

# All workers know it: the same answer many times.
sub becomes {
    my ($status, $path, $secret, $name) = @_;

    ok((wait_for { my $n = grep { post($path, $secret) == $status } 1 .. 8; $n == 8 } 10), $name);
}

sub metric {
    my ($name) = @_;

    my ($n) = $w->http(GET => '/metrics')->{body} =~ /^relevo_nginx_${name} (\d+)$/m;
    return $n;
}

subtest 'the rights of nginx in Redis' => sub {
    my $web = sub { Relevo::Redis->new($w->socket('redis.sock'), user => 'relevo_web',
        password => $w->secret('redis_web'))->try(@_) };
    my @denied = (['HSET', 'relevo:endpoints', 'a', 'b'],
        ['HGETALL', 'relevo:{0}:in'], ['KEYS', '*'],
        ['XRANGE', 'relevo:{0}:in', '-', '+'],
        ['XADD', 'relevo:endpoints', '*', 'a', 'b'],
        ['XADD', 'relevo:x:in', '*', 'a', 'b'], ['DEL', 'relevo:live'],
        ['XTRIM', 'relevo:{0}:in', 'MAXLEN', '0'], ['GET', 'x'],
        ['CONFIG', 'SET', 'appendfsync', 'no'], ['EVAL', 'return 1', '0'],
        ['FLUSHALL', 'ASYNC'], ['ACL', 'LIST']);
    for my $command (@denied) {
        my ($reply, $error) = $web->(@$command);
        like($error // $reply // '', qr/NOPERM/, "not @$command[0 .. 1]");
    }
    for my $command (['HGETALL', 'relevo:endpoints'],
        ['HGETALL', 'relevo:accounts'], ['HGETALL', 'relevo:meta'],
        ['XINFO', 'STREAM', 'relevo:{0}:in'],
        ['CONFIG', 'GET', 'appendonly'], ['INFO', 'memory']) {
        my ($reply, $error) = $web->(@$command);
        unlike($error // '', qr/NOPERM/, "but @$command");
    }
};


my $secret;

subtest 'an endpoint becomes usable while nginx runs' => sub {
    my $path = '/webhooks/whatsapp/shop';

    wait_until { metric('endpoint_loads_total') >= 2 } 10, 'both workers to load';
    is(post($path, 'x' x 32), 404, 'unknown');
    cmp_ok(metric('endpoint_unknown_total'), '>=', 1, 'counted');

    my $out = channel(qw(add whatsapp --endpoint shop --tenant demo));
    $secret = shown($out);
    ok($secret, 'the secret is shown');
    my ($token) = $out =~ /^verify token: (\S+)$/m;

    becomes(200, $path, $secret, 'known, with its secret');
    is(post($path, $w->secret('whatsapp_app')), 401, 'not with the file of the location');
    is(post('/webhooks/whatsapp', $secret), 401, 'nor the other way round');
    is(post("$path/more", $secret), 404, 'nothing below it');

    my $r = $w->http(GET => "$path?hub.mode=subscribe&hub.verify_token=$token&hub.challenge=42");
    is("$r->{status} $r->{body}", '200 42', 'its verify token');
    $r = $w->http(GET => "$path?hub.mode=subscribe&hub.challenge=42&hub.verify_token="
        . $w->secret('whatsapp_verify'));
    is($r->{status}, 403, 'not that of the location');

    my $records = $w->redis->hash('relevo:endpoints');
    unlike(encode_json($records), qr/$secret/, 'no clear text in Redis');
    ok(!$w->pg->value(q{select count(*) from core.endpoint where position($1::bytea in secret) > 0},
        $secret), 'nor in the database');
};


subtest 'a scheme of its own' => sub {
    my @add = qw(add whatsapp --tenant demo --scheme hmac --endpoint);
    my $own = shown(channel(@add, 'odd', map { ('--setting', $_) }
        qw(header=X-Odd-Sig prefix=v1= encoding=base64 digest=sha512)));
    my $body = wa_body({ account => $w->account }, wa_message(reaction =>
        { message_id => 'wamid.X', emoji => '+' }));
    my $try = sub {
        return $w->http(POST => '/webhooks/whatsapp/odd', body => $body, headers => {@_})->{status};
    };
    my $sig = Digest::SHA::hmac_sha512_base64($body, $own);
    $sig .= '=' while length($sig) % 4;

    ok((wait_for { my $n = grep { $try->('X-Odd-Sig' => "v1=$sig") == 200 } 1 .. 8; $n == 8 } 10),
        'header, prefix, encoding and digest of the row');
    is($try->('X-Odd-Sig' => $sig), 401, 'without its prefix');
    is($try->('X-Hub-Signature-256' => sign_meta($own, $body)), 401, 'not Meta\'s');

    for my $case (['rot13', [], qr/its scheme is unknown/], ['hmac', [], qr/needs header=NAME/],
        ['hmac', [qw(--setting header=a --setting digest=md5)], qr/its digest is none of sha256/],
        ['meta', [qw(--setting tolerance=60)], qr/its tolerance is not of this scheme/],
        ['basic', [], qr/is not USER:PASSWORD/]) {
        my ($scheme, $more, $like) = @$case;
        my $r = $w->cli('channel', qw(add whatsapp --tenant demo --endpoint bad --scheme), $scheme, @$more);
        is($r->{status}, 1, "refused: $scheme");
        like($r->{err}, $like, 'and why');
    }
};


subtest 'its own scheme decides' => sub {
    my $odd = '{"object":';
    channel(qw(add whatsapp --tenant demo --endpoint signed --secret-file), $w->secret_file('second'));
    channel(qw(add whatsapp --tenant demo --endpoint open --scheme none));
    becomes(200, '/webhooks/whatsapp/signed', $w->secret('second'), 'one that signs');
    ok((wait_for { $w->http(POST => '/webhooks/whatsapp/open', body => $odd)->{status} != 404 } 10),
        'one that does not');

    my $dead = sub { $w->pg->value('select count(*) from core.dead_letter') };
    my $n = $dead->();
    is(post('/webhooks/whatsapp/signed', $w->secret('second'), $odd), 200, 'unreadable and signed: stored');
    ok((wait_for { $dead->() == $n + 1 } 10), 'as a dead letter');
    is($w->http(POST => '/webhooks/whatsapp/open', body => $odd)->{status}, 400,
        'unreadable and from anybody: refused');
    is($dead->(), $n + 1, 'and not stored');

    channel(qw(add whatsapp --tenant demo --endpoint byurl --scheme twilio --secret-file),
        $w->secret_file('second'));
    my $r;
    ok((wait_for { $r = $w->http(POST => '/webhooks/whatsapp/byurl', body => '{}',
        headers => { 'X-Twilio-Signature' => 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM=' }); $r->{status} == 503 } 10),
        'one that signs a URL this location does not know: 503');
    channel('remove', 'whatsapp', $_, '--endpoint') for qw(signed open byurl);
};


subtest 'a verify token of any characters' => sub {
    Relevo::Api->key($w, 'demo', '*')->put('/api/v1/endpoints/whatsapp/words', { scheme => 'meta',
        secret => 's' x 32, verify_token => 'one+two words, 100%' });
    my $ask = sub { $w->http(GET => '/webhooks/whatsapp/words?hub.mode=subscribe&hub.challenge=42'
        . "&hub.verify_token=$_[0]") };
    ok((wait_for { $ask->('one%2Btwo+words%2c%20100%25')->{status} == 200 } 10), 'plus, space and per cent');
    is($ask->('one+two+words%2c+100%25')->{status}, 403, 'a plus is a space');
    channel(qw(remove whatsapp words --endpoint));
};


# Settings of one scheme under another would be a row that nginx cannot use.
subtest 'an endpoint that is put again is what was said last' => sub {
    my $api = Relevo::Api->key($w, 'demo', '*');
    my $put = sub { $api->put('/api/v1/endpoints/whatsapp/again', { secret => 'k' x 32, @_ })->{status} };
    is($put->(scheme => 'hmac', settings => { header => 'X-Sign', prefix => 'v1=' }), 201, 'made');
    is($put->(scheme => 'meta'), 200, 'another scheme');
    becomes(200, '/webhooks/whatsapp/again', 'k' x 32, 'its settings are not those of before');
    channel(qw(remove whatsapp again --endpoint));
};


# The API, `relevo channel` and nginx ask the same code (common/scheme_row.c).
subtest 'what one of them accepts, all of them do' => sub {
    my $api = Relevo::Api->key($w, 'demo', '*');
    my ($n, $word, $base64) = (0, 's' x 32, 'whsec_' . 'QUFB' x 12);
    my $add = sub {
        my ($channel, $scheme, $key, $settings) = @_;
        return $w->cli('channel', 'add', $channel, '--endpoint', "cli$n", qw(--tenant demo --scheme),
            $scheme, '--secret-file', $w->write_file("row$n", $key),
            map { ('--setting', "$_=" . encode_json([$settings->{$_}]) =~ s/^\[|\]$//gr) } keys %$settings);
    };
    my $url = sub { $_[0] eq 'webchat' ? "/chat/$_[1]/session" : "/webhooks/$_[0]/$_[1]" };

    for ((map { [generic => $_, $word] } qw(meta github stripe slack telegram none)),
        [generic => 'standard', $base64], [generic => 'basic', "user:$word"], [webchat => 'visitor', $word],
        [generic => 'hmac', $word, { header => 'X-A', digest => 'sha1', encoding => 'base64' }],
        [generic => 'apikey', $word, { header => 'X-A', prefix => 7 }],
        [generic => 'stripe', $word, { tolerance => 600 }],
        [webchat => 'visitor', $word, { header => [], digest => 'md5' }]) {
        my ($channel, $scheme, $key, $settings) = @$_;
        my $name = 'good' . ++$n;
        my $r = $add->($channel, $scheme, $key, $settings);
        is($r->{status}, 0, "$scheme of $channel") or diag($r->{err});
        is($api->put("/api/v1/endpoints/$channel/$name", { scheme => $scheme, secret => $key,
            settings => $settings // {} })->{status}, 201, 'the API');
        for my $path ($url->($channel, "cli$n"), $url->($channel, $name)) {
            my $status;
            wait_for { ($status = $w->http(POST => $path, body => '{}')->{status}) != 404 } 10;
            like($status, qr/^(200|400|401)$/, "nginx: $path");
        }
    }

    for ([generic => 'rot13', $word], [generic => 'visitor', $word], [generic => 'hmac', $word],
        [webchat => 'hmac', $word, { header => 'X-A' }], [generic => 'meta', $word, { tolerance => 60 }],
        [generic => 'hmac', $word, { header => [] }],
        [generic => 'apikey', $word, { header => 'X-A', prefix => 1.5 }]) {
        my ($channel, $scheme, $key, $settings) = @$_;
        my $name = 'bad' . ++$n;
        my $r = $add->($channel, $scheme, $key, $settings);
        my ($why) = $r->{err} =~ m{: its (.+)};
        ok($r->{status} == 1 && $why, "not $scheme of $channel") or diag($r->{err});
        $r = $api->put("/api/v1/endpoints/$channel/$name", { scheme => $scheme, secret => $key,
            settings => $settings // {} });
        is("$r->{status} $r->{json}{detail}", '422 ' . ($why // '') =~ s/ /: /r, 'nor the API');
        $w->pg->value(q{select core.endpoint_add($1, $2, $3, $4, $5, $6, null)}, $tenant, $channel, $name,
            $scheme, $settings // {}, 'AAAA');
        my $status;
        wait_for { ($status = $w->http(POST => $url->($channel, $name), body => '{}')->{status}) != 404 } 10;
        is($status, 503, 'nor nginx');
        like(join('', map { Relevo::World::Logs::tail($_, 200) } $w->log('nginx')),
            qr{/$name\b.*its \Q$why\E}, 'which says the same');
        $w->pg->do(q{delete from core.endpoint where name = $1}, $name);    # its log names one of them
    }
    $w->pg->do(q{delete from core.endpoint where name ~ '^(good|cli)'});
};


subtest 'rotation accepts both' => sub {
    my $old = $secret;
    $secret = shown(channel(qw(rotate whatsapp shop)));
    isnt($secret, $old, 'another one');

    becomes(200, '/webhooks/whatsapp/shop', $secret, 'the new one');
    becomes(200, '/webhooks/whatsapp/shop', $old, 'and the old one');

    channel(qw(rotate whatsapp shop --secret-file), $w->secret_file('third'), '--keep-s', 1);
    becomes(200, '/webhooks/whatsapp/shop', $w->secret('third'), 'one from a file');
    becomes(401, '/webhooks/whatsapp/shop', $secret, 'the second is over after --keep-s');
    is(post('/webhooks/whatsapp/shop', $old), 401, 'the first is forgotten');
    $secret = $w->secret('third');

    channel(qw(add generic orders --tenant demo));
    my $box = $w->pg->value(q{select encode(secret, 'hex') from core.endpoint where name = 'orders'});
    my $r = $w->cli(qw(channel rotate generic orders --secret-file),
        $w->write_file('noise', 'not base64, though it is long enough'));
    is($r->{status}, 1, 'a secret that its scheme cannot use');
    like($r->{err}, qr{^relevo: endpoint generic/orders: its secret }, 'is refused, and that is said');
    is($w->pg->value(q{select encode(secret, 'hex') from core.endpoint where name = 'orders'}), $box,
        'the one before it stays');
    channel(qw(remove generic orders));
};


subtest 'a web chat of its own' => sub {
    is($w->http(POST => '/chat/corner/session')->{status}, 404, 'unknown');
    channel(qw(add webchat corner --tenant demo));
    my $r;
    ok((wait_for { $r = $w->http(POST => '/chat/corner/session'); $r->{status} == 200 } 10), 'a session');
    my ($token, $visitor) = @{ decode_json($r->{body}) }{qw(token visitor)};

    # its owner can sign for any visitor, but hears of its own alone
    my $live = Relevo::Http->new($w->url)->sse('/chat/corner/live',
        headers => { Authorization => "Bearer $token" });
    is($live->event(30)->{event}, 'hello', 'a stream');
    $w->redis->cmd('XADD', 'relevo:live', '*', t => $_->[0], a => "visitor:$visitor", e => qq({"n":"$_->[1]"}))
        for ['01234567-89ab-7cde-8f01-23456789abcd', 'theirs'], [$tenant, 'ours'];
    is($live->event(30)->{data}, '{"n":"ours"}', '... of its tenant');
    $live->close;

    wait_until {
        $r = $w->http(POST => '/chat/corner/messages', headers => { Authorization => "Bearer $token" },
            body => '{"id":"0b9d7f2e-3c1a-4a52-9d0e-1f6a2b3c4d5e","text":"hello"}');
        $r->{status} == 200;
    } 10, 'the message to be accepted';
    ok((wait_for { $w->pg->value(q{select count(*) from core.message m join core.conversation c
        on c.id = m.conversation_id join core.account a on a.id = c.account_id
        where a.account = 'corner' and m.direction = 'in'}) } 10), 'a message of its tenant');
    is($w->http(POST => '/chat/demo/messages', headers => { Authorization => "Bearer $token" },
        body => '{}')->{status}, 401, 'its token is not for the demo');
    is($w->http(POST => '/chat/demo/session')->{status}, 200, 'which is still the location\'s');
};


subtest 'an account of another tenant' => sub {
    my $other = $w->pg->value(q{select core.tenant_add('other', 'other', 'en') ->> 'tenant'});
    my $own = shown(channel(qw(add whatsapp --endpoint theirs --tenant other)));
    my $text = 'of another tenant';
    my $body = wa_body({ account => $w->account }, wa_text($text, from => '5215558888'));
    ok((wait_for { post('/webhooks/whatsapp/theirs', $own, $body) == 403 } 10),
        'its own secret opens no other tenant\'s account');
    my $both = decode_json($body);
    push @{ $both->{entry} }, @{ decode_json(wa_body({ account => 'nobody' }, wa_text($text)))->{entry} };
    $both = encode_json($both);
    is(post('/webhooks/whatsapp/theirs', $own, $both), 403, 'nor next to another account');
    cmp_ok(metric('account_foreign_total'), '>=', 2, 'counted');
    channel(qw(add whatsapp --endpoint all --tenant operator --secret-file), $w->secret_file('all'));
    becomes(200, '/webhooks/whatsapp/all', $w->secret('all'), 'one of the operator is for all');
    is($w->pg->value('select count(*) from core.message where text = $1', $text), 0, 'no message');
    channel('remove', 'whatsapp', $_, '--endpoint') for qw(theirs all);
};


subtest 'an account nobody has' => sub {
    my $body = wa_body({ account => '424242' }, wa_text('is anybody there?', from => '5215559999'));
    my $sent = $w->graph->sent;

    is(post_signed($w->url, '/webhooks/whatsapp/shop', $secret, $body)->{status}, 200, 'stored');
    ok((wait_for { $w->pg->value(q{select count(*) from core.dead_letter where account = '424242'
        and tenant_id = '00000000-0000-0000-0000-000000000000' and reason = 'no_account'}) } 10),
        'a dead letter of the operator');
    cmp_ok(metric('account_unknown_total'), '>=', 1, 'counted');

    is(post_signed($w->url, '/strict', $w->secret('whatsapp_app'), $body)->{status}, 403, 'refused');
    is(post('/strict', $w->secret('whatsapp_app')), 200, 'a known one is not');
    is(scalar $w->graph->sent, $sent, 'nobody was answered');

    my $token = decode_json($w->http(POST => '/strict/chat/nobody/session')->{body})->{token};
    my $id = '0b9d7f2e-3c1a-4a52-9d0e-1f6a2b3c4d5f';
    for (['messages', qq({"id":"$id","text":"hello"})], ["media?id=$id", 'text']) {
        my $r = $w->http(POST => "/strict/chat/nobody/$_->[0]", body => $_->[1],
            headers => { Authorization => "Bearer $token", 'Content-Type' => 'text/plain' });
        is($r->{status}, 403, "nor $_->[0] of a web chat");
    }
    is(scalar(() = glob "$uploads/*"), 0, 'its file is not left');

    my $out = channel(qw(claim whatsapp 424242 --tenant demo));
    like($out, qr/replayed as/, 'claimed: the letter comes again');
    ok((wait_for { $w->pg->value(q{select count(*) from core.message where text = 'is anybody there?'
        and tenant_id = $1}, $tenant) == 1 } 10), 'a message of the tenant');
    ok((wait_for { grep { $_->{account} eq '424242' } $w->graph->sent } 10), 'and answered now');
};


# nginx does not know the account yet: what admits the message does.
subtest 'an account of another tenant that nobody has published' => sub {
    my $theirs = shown(channel(qw(add whatsapp --tenant other --endpoint theirs)));
    becomes(403, '/webhooks/whatsapp/theirs', $theirs, 'its endpoint, and a published account');
    $w->pg->do(q{insert into core.account (tenant_id, channel, account)
        values ($1, 'whatsapp', '636363')}, $tenant);      # and nobody has told nginx
    my $body = wa_body({ account => '636363' }, wa_text('I am your customer', from => '5215557777'));

    is(post_signed($w->url, '/webhooks/whatsapp/theirs', $theirs, $body)->{status}, 200,
        'a forged message is stored');
    ok((wait_for { $w->pg->value(q{select count(*) from core.dead_letter where account = '636363'
        and tenant_id = '00000000-0000-0000-0000-000000000000' and reason = 'foreign_account'
        and convert_from(raw, 'UTF8') like '%I am your customer%'}) } 10),
        'as a dead letter of the operator');
    is($w->pg->value(q{select count(*) from core.message where text = 'I am your customer'}), 0,
        'and is nobody\'s message');
    channel('remove', 'whatsapp', 'theirs', '--endpoint');
};


subtest 'an account\'s own token' => sub {
    $w->secret('own_token');
    channel(qw(add whatsapp 515151 --tenant demo --token-file), $w->secret_file('own_token'));
    my $body = wa_body({ account => '515151' }, wa_text('hola', from => '5215558888'));

    is(post_signed($w->url, '/webhooks/whatsapp/shop', $secret, $body)->{status}, 200, 'accepted');
    ok((wait_for { grep { $_->{path} =~ m{/515151/messages} && $_->{status} == 401 }
        $w->graph->history } 10), 'the fake does not know this token: it was used');

    # an account is paused for 30 s at least; the new token ends that
    ok((wait_for { $w->pg->value(q{select count(*) from core.outbox o join core.account a
        on a.tenant_id = o.tenant_id and a.id = o.account_id where a.account = '515151'
        and o.state = 'retry' and o.next_at > now() + interval '15 seconds'}) } 10), 'it is paused');
    channel(qw(rotate whatsapp 515151 --token-file), $w->secret_file('whatsapp_token'));
    ok((wait_for { grep { ($_->{account} // '') eq '515151' } $w->graph->sent } 12), 'the new one is, at once');
    ok((wait_for { !$w->pg->value(q{select count(*) from core.timer where kind = 'resume'}) } 10),
        'nothing is left to do');
};


subtest 'register: Meta asks the endpoint, and is told' => sub {
    my $url = 'http://' . $w->url . '/webhooks/whatsapp/shop';
    my @base = (qw(register whatsapp --endpoint shop --url), $url);

    my $out = channel(@base, qw(--app-id 4711 --app-secret-file), $w->secret_file('whatsapp_app'),
        qw(--waba 815), '--account', $w->account);
    like($out, qr/callback of the app: done\n.*business account: done/s, 'both');
    my %seen = map { $_->{kind} => $_ } $w->graph->history(sub { ($_[0]{kind} // '') =~ /^subscri/ });
    is($seen{subscription}{account}, '4711', 'the app');
    is($seen{subscription}{url}, $url, 'its callback');
    is_deeply([grep { $seen{subscription}{fields} !~ /\b$_\b/ } qw(messages smb_message_echoes calls
        message_template_status_update message_template_quality_update phone_number_quality_update)],
        [], 'its fields');
    is($seen{subscribed_app}{account}, '815', 'the business account');

    my $r = $w->cli('channel', @base[0 .. 2], qw(shop --url), "${url}x", qw(--waba 815 --account),
        $w->account);
    is($r->{status}, 1, 'a callback that is not ours');
    like($r->{err}, qr/couldn't be validated/, 'is refused');
    $r = $w->cli('channel', @base, qw(--app-id 4711 --app-secret-file), $w->secret_file('own_token'));
    is($r->{status}, 1, 'a wrong app secret');
    like($r->{err}, qr/refused with 401/, 'too');
    $r = $w->cli('channel', @base);
    is($r->{status}, 2, 'neither app nor account is a question');
};


subtest 'test: a webhook is followed to its row' => sub {
    my $url = 'http://' . $w->url;
    my $sent = $w->graph->sent;

    my $out = channel(qw(test whatsapp), $w->account, qw(--endpoint shop --url), "$url/webhooks/whatsapp/shop");
    like($out, qr/token: good for \+1 555-0100\nwebhook: accepted\nmessage: \S+ of demo/, 'whatsapp');
    is(scalar $w->graph->sent, $sent, 'nobody is answered');
    like(channel(qw(test webchat corner --url), "$url/chat/corner"), qr/message: \S+ of demo/, 'web chat');

    my $r = $w->cli(qw(channel test whatsapp), $w->account, '--secret-file', $w->secret_file('own_token'),
        '--url', "$url/webhooks/whatsapp/shop");
    is($r->{status}, 1, 'another secret');
    like($r->{err}, qr/401: another secret/, 'says so');
    $r = $w->cli(qw(channel test whatsapp 515152 --endpoint shop --url), $url);
    like($r->{err}, qr/no account whatsapp 515152/, 'an unknown account');
};


subtest 'Redis away' => sub {
    $w->stop('redis');
    wait_until { metric('redis_up') == 0 } 10, 'nginx to see it';

    is(post('/webhooks/whatsapp/shop', $secret), 503, 'verified, but not appended');
    is(post('/webhooks/whatsapp/shop', 'y' x 32), 401, 'still verified');
    is(post('/webhooks/whatsapp/none', $secret), 404, 'still unknown');

    my %old = map { $_ => 1 } $w->children('nginx');
    $w->part('nginx')->reload;
    wait_until { !grep { $old{$_} } $w->children('nginx') } 20, 'the old workers to go';
    is(post('/webhooks/whatsapp/shop', 'y' x 32), 401, 'a new worker starts with them');
    is(post('/webhooks/whatsapp/shop', $secret), 503, 'and verifies');
    is($w->http(GET => '/webhooks/whatsapp/shop?hub.mode=subscribe&hub.verify_token=x'
        . '&hub.challenge=1')->{status}, 403, 'tokens, too');

    kill 'KILL', $w->children('nginx');
    ok((wait_for { my $s = eval { post('/webhooks/whatsapp/shop', 'y' x 32) }; ($s // 0) == 401 } 10),
        'so do workers after a crash');

    $w->start('redis');
    becomes(200, '/webhooks/whatsapp/shop', $secret, 'back');
};


subtest 'Redis loses the hashes' => sub {
    $w->redis->cmd('DEL', 'relevo:endpoints', 'relevo:accounts');
    $w->redis->cmd('HDEL', 'relevo:meta', 'endpoints');
    is(post('/webhooks/whatsapp/shop', $secret), 200, 'nginx keeps what it has');
    ok((wait_for { $w->redis->hash('relevo:endpoints')->{'whatsapp/shop'} } 15), 'published again');
    ok((wait_for { $w->redis->hash('relevo:meta')->{endpoints} } 5), 'with its digest');
};


subtest 'a wrong key' => sub {
    my $right = $w->secret('seal_key');
    $w->write_file('secrets/seal_key', ('ab' x 32) . "\n", 0600);
    channel(qw(add webchat second --tenant demo));

    $w->write_file('secrets/seal_key', "$right\n", 0600);
    ok((wait_for { $w->http(POST => '/chat/second/session')->{status} == 503 } 10),
        'sealed with another key: 503');
    becomes(200, '/webhooks/whatsapp/shop', $secret, 'the others go on');
    like(join('', map { Relevo::World::Logs::tail($_, 200) } $w->log('nginx')),
        qr/"webchat\/second": sealed with a key that is not in the key file/, 'and the log says why');
    cmp_ok(metric('endpoint_unusable_total'), '>=', 1, 'counted');

    my $r = $w->cli(qw(channel rotate webchat second));
    is($r->{status}, 1, 'the command line says so, too');
    like($r->{err}, qr/not in the key file/, 'in words');
    like($w->cli('doctor')->{out}, qr/1 secrets of endpoints and accounts do not open/, 'and the doctor');
    channel(qw(remove webchat second));
    ok((wait_for { $w->http(POST => '/chat/second/session')->{status} == 404 } 10), 'removed');
};


subtest 'a new key' => sub {
    my $right = $w->secret('seal_key');
    $w->write_file('secrets/seal_key', "# new\n" . ('cd' x 32) . "\n# old\n$right\n", 0600);
    $w->part('nginx')->reload;
    like(channel('reseal'), qr/^[1-9]\d* sealed anew, 0 failed/, 'sealed anew');
    like(channel('reseal'), qr/^0 sealed anew, 0 failed/, 'once');

    $w->write_file('secrets/seal_key', ('cd' x 32) . "\n", 0600);
    $w->part('nginx')->reload;
    becomes(200, '/webhooks/whatsapp/shop', $secret, 'the old key is of no use any more');
};


subtest 'configurations that must not start' => sub {
    $w->write_file('secrets/bad_key', "short\n", 0600);
    for my $case (['secrets/bad_key', qr/not 64 hex digits/], ['secrets/none', qr/cannot open/]) {
        my ($file, $like) = @$case;
        my $text = do { local $/; open my $in, '<', $w->dir('nginx.conf') or die; <$in> };
        $text =~ s{relevo_key_file \S+;}{'relevo_key_file ' . $w->dir($file) . ';'}e;
        $w->write_file('bad.conf', $text, 0600);
        my $dir = $w->dir;
        like($w->part('nginx')->verdict("$dir/bad.conf"), $like, $file);
    }
};

subtest 'before anything was ever published' => sub {
    my $v = Relevo::World->new(parts => [qw(redis nginx)], stopped => 1);
    $v->part('nginx')->write(http => 'relevo_endpoints_check 100ms;');
    $v->start('redis');
    $v->redis->cmd('HDEL', 'relevo:meta', 'endpoints');
    $v->start('nginx');

    my $r = $v->http(POST => '/webhooks/whatsapp/shop', body => '{}');
    is($r->{status}, 503, 'nobody knows whether there is such an endpoint');
    is($r->{headers}{'retry-after'}, 5, 'so the sender repeats');
    is($v->webhook(wa_text('hola'))->{status}, 200, 'the location has its own secret');

    $v->redis->cmd('HSET', 'relevo:meta', 'endpoints', 'f' x 32);
    ok((wait_for { $v->http(POST => '/webhooks/whatsapp/shop', body => '{}')->{status} == 404 } 5),
        'published, and it is not there');
    $v->redis->cmd('HSET', 'relevo:endpoints', 'whatsapp/shop', '{"v":2}', 'whatsapp/odd', '{');
    $v->redis->cmd('HSET', 'relevo:meta', 'endpoints', 'e' x 32);
    ok((wait_for { $v->http(POST => '/webhooks/whatsapp/shop', body => '{}')->{status} == 503 } 5),
        'a newer version of the row');
    is($v->http(POST => '/webhooks/whatsapp/odd', body => '{}')->{status}, 503, 'a row that is no JSON');
};


Relevo::World->finish;
