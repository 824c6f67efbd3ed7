# Channels as the API sets them up: an account of each, its endpoint, a test
# webhook through the real path; marks of what the server has seen;
# registration at Meta; the tenant's prompts and the brand of its chat.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use MIME::Base64 qw(encode_base64);
use Test::More;

use Relevo::Api;
use Relevo::Model;
use Relevo::Talk;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $w = Relevo::World->new(parts => [qw(redis postgres graph bots nginx worker)], stopped => 1,
    thinks => 1, set => { 'turn.burst_ms' => 0, 'sweep.interval' => 200 });
my $url = 'http://' . $w->url;
$w->part('nginx')->write(server => 'location /webhooks/twilio/ { relevo_webhook twilio;'
    . " relevo_public_url https://bot.example; }");
$w->part('worker')->write('channel.test_url' => $url, 'channel.public_url' => 'https://bot.example',
    $w->part('bots')->settings);
$w->start(@{ $w->{parts} });

my $key = Relevo::Api->key($w, 'demo', '*');
my $ada = Relevo::Api->agent($w, 'demo', 'ada', 'admin');
my $eva = Relevo::Api->agent($w, 'demo', 'eva', 'agent');


sub said {
    my ($r) = @_;
    return join ' ', $r->{status}, map { "$_->{path} $_->{code}" } @{ $r->{json}{errors} // [] };
}

sub task {
    my ($path, $body) = @_;

    my $r = $key->post($path, $body // {});
    is($r->{status}, 202, "POST $path") or diag($r->{body}), return {};
    my $t;
    wait_until { $t = $key->get("/api/v1/tasks/$r->{json}{id}")->{json};
        ($t->{state} // '') =~ /^(done|failed)$/ } 60, "the task of $path";
    return $t;
}

sub account {
    my ($channel, $account, %body) = @_;
    my $r = $key->put("/api/v1/channel-accounts/$channel/$account", { name => 'Test', %body });
    like($r->{status}, qr/^20[01]$/, "an account of $channel") or diag($r->{body});
    return $r->{json}{id};
}

sub endpoint {
    my ($channel, $name, %body) = @_;
    my $r = $key->put("/api/v1/endpoints/$channel/$name", \%body);
    is($r->{status}, 201, "its endpoint $name") or diag($r->{body});
    # nginx hears of it a moment later
    wait_for { $w->http(POST => $r->{json}{url}, body => '{}')->{status} != 404 } 15;
}

sub marks { return $key->get("/api/v1/channels/$_[0]/setup")->{json}{marks} }

my %id;

subtest 'every channel is tested through the real path' => sub {
    my @all = (
        [whatsapp => $w->account, 'wa', scheme => 'meta', secret => $w->secret('whatsapp_app'),
            verify_token => 'x' x 20],
        [messenger => '4001', 'page', scheme => 'meta', secret => 'm' x 32,
            verify_token => 'y' x 20],
        [instagram => '4002', 'ig', scheme => 'meta', secret => 'i' x 32],
        [telegram => 'shopbot', 'shopbot', scheme => 'telegram', secret => 't' x 32],
        [twilio => '+15550009999', 'tw', scheme => 'twilio', secret => 'w' x 32],
        [generic => 'orders', 'orders', scheme => 'standard',
            secret => 'whsec_' . encode_base64('g' x 32, '')],
        [generic => 'slacky', 'slacky', scheme => 'slack', secret => 's' x 32],
        [generic => 'stripy', 'stripy', scheme => 'stripe', secret => 'p' x 32],
        [generic => 'octo', 'octo', scheme => 'github', secret => 'o' x 32],
        [generic => 'keyed', 'keyed', scheme => 'apikey', secret => 'k' x 32,
            settings => { header => 'X-Key', prefix => 'Token ' }],
        [generic => 'hashed', 'hashed', scheme => 'hmac', secret => 'h' x 32,
            settings => { header => 'X-Sig', prefix => 'v=', encoding => 'base64',
                digest => 'sha512' }],
        [webchat => 'corner', 'corner', scheme => 'visitor', secret => 'c' x 32],
    );

    for (@all) {
        my ($channel, $account, $name, %endpoint) = @$_;
        my $id = $id{$name} = account($channel, $account);
        endpoint($channel, $name, %endpoint);
        my $t = task("/api/v1/channels/$id/test", { endpoint => $name });
        my %step = map { ($_->{text} =~ /^(\w+): (.*)/) ? ($1 => [$_->{ok}, $2]) : () }
            @{ $t->{result}{steps} // [] };
        ok($step{webhook}[0] && $step{message}[0] && $step{answer}[0],
            "$name: accepted, stored, answered as it should be") or diag explain $t;
        like($step{message}[1], qr/ of demo$/, 'in the tenant');
        like($step{answer}[1], $channel eq 'webchat' ? qr/^given/ : qr/^none, as it should/, 'answer');
        ok($t->{result}{ok}, 'all is well') if $channel ne 'telegram';
        ok(!$step{token}[0], 'a token that nobody gave is told') if $channel eq 'telegram';
    }
    is(scalar(grep { ($_->{to} // '') =~ /RELEVO|relevo/ } $w->graph->sent), 0,
        'nobody was written to');
};

subtest 'the exact reason' => sub {
    $w->stop('nginx');
    my $id = $w->pg->value(q{select core.task_add($1, 'channel_test', $2, 0, null) #>> '{task,id}'},
        $key->{tenant}, { channel => 'generic', account => 'orders', endpoint => 'orders' });
    my $r;
    ok((wait_for { $r = $w->pg->value('select result from core.task where id = $1', $id) } 30),
        'nginx is away');
    like($r->{steps}[-1]{text}, qr/no answer/, 'and that is said');
    $w->start('nginx');
    is(said($key->post("/api/v1/channels/$id{wa}/test", { endpoint => 'none' })), '422 body.endpoint unknown',
        'an endpoint that is not there');
};

subtest 'marks' => sub {
    my $m = marks($id{wa});
    ok($m->{endpoint_at}, 'it has an endpoint');
    is($m->{$_}, undef, "no $_ yet, a test does not count") for qw(verified_at webhook_at sent_at);
    ok(!$m->{credential}, 'no token');
    account('whatsapp', $w->account, credential => $w->secret('whatsapp_token'));
    ok(marks($id{wa})->{credential}, 'a token');

    is($w->http(GET => '/webhooks/whatsapp/wa?hub.mode=subscribe&hub.challenge=1&hub.verify_token=wrong')
        ->{status}, 403, 'a wrong verify token');
    is(marks($id{wa})->{verified_at}, undef, 'is no verification');
    is($w->http(GET => '/webhooks/whatsapp/wa?hub.mode=subscribe&hub.challenge=77&hub.verify_token='
        . 'x' x 20)->{body}, '77', 'the right one');
    ok((wait_for { marks($id{wa})->{verified_at} } 10), 'was seen');
    is($w->webhook(wa_text('hola'))->{status}, 200, 'a customer writes');
    ok((wait_for { marks($id{wa})->{webhook_at} } 10), 'was seen');
    ok((wait_for { marks($id{wa})->{sent_at} } 20), 'and the accepted answer');
    is($eva->get("/api/v1/channels/$id{wa}/setup")->{status}, 403, 'not for agents');
    is($key->get('/api/v1/channels/01234567-89ab-7cde-8f01-23456789abcd/setup')->{status}, 404,
        'no such account');
};

subtest 'templates' => sub {
    account('whatsapp', $w->account, credential => $w->secret('whatsapp_token'));
    my @text = (components => [{ type => 'BODY', text => 'Hola {{1}}, tu pedido {{2}} <b>va</b>' }]);
    my %t = (waba => '777', name => 'order_sent', language => 'es', status => 'APPROVED',
        category => 'UTILITY', @text);
    my $with = sub {
        my ($name, $part) = @_;
        return { %t, name => $name, components => [@{ $text[1] }, $part] };
    };
    my $body = sub {
        my ($name, $body) = @_;
        return { %t, name => $name, components => [{ type => 'BODY', text => $body }] };
    };
    my @sound = (\%t, { %t, language => 'pt_BR', status => 'PAUSED' },
        { %t, language => 'en', status => 'REJECTED' },
        $with->(headed => { type => 'HEADER', format => 'TEXT', text => 'Hola' }),
        $with->(footed => { type => 'FOOTER', text => 'Adiós' }),
        $with->(pressed => { type => 'BUTTONS', buttons => [{ type => 'QUICK_REPLY', text => 'Sí' },
            { type => 'URL', text => 'Ver', url => 'https://shop.example/' }] }),
        $body->(plain => 'Sin huecos'));
    my %unsound = (
        pending => { %t, name => 'pending', status => 'PENDING' },
        heading => $with->(heading => { type => 'HEADER', format => 'IMAGE' }),
        heading2 => $with->(heading2 => { type => 'HEADER', format => 'TEXT', text => 'Hola {{1}}' }),
        button => $with->(button => { type => 'BUTTONS', buttons => [
            { type => 'URL', url => 'https://x.example/{{1}}' }] }),
        button2 => $with->(button2 => { type => 'BUTTONS', buttons => [
            { type => 'OTP', otp_type => 'COPY_CODE' }] }),
        component => $with->(component => { type => 'CAROUSEL', cards => [] }),
        blanks => $body->(blanks => 'Hola {{nombre}}'), blanks2 => $body->(blanks2 => 'Hola {{2}}'),
        body => { %t, name => 'body', components => [] });
    my @many = map { $body->("many_$_", "Texto $_") } 1 .. 60;
    my $sync = sub {
        my $t = task('/api/v1/templates/sync', { account => $w->account, @_ });
        return $t->{result} ? $t->{result} : { error => $t->{error} };
    };
    my $listed = sub { return { map { ("$_->{name}/$_->{language}" => $_) }
        @{ $key->get('/api/v1/templates?limit=500')->{json}{items} } } };
    my $counts = sub { my ($r) = @_; return join ' ', map { $r->{$_} // '-' } qw(made changed same gone) };

    $key->put('/api/v1/templates/by_hand/es', { category => 'utility', body => 'A mano' });
    $w->graph->templates(@sound, values %unsound, @many, { %t, waba => '888', name => 'of_others' });
    my $asks = sub { return $_[0]->post('/api/v1/templates/sync', { account => $w->account, @_[1 .. $#_] }) };
    is(said($asks->($key)), '422 body.waba required', 'of which business?');
    is(said($asks->($key, waba => '7x')), '422 body.waba digits', 'a number');
    is($asks->($key, account => 'none', waba => '777')->{status}, 404, 'whose?');
    is($asks->($eva, waba => '777')->{status}, 403, 'not by agents');

    my $r = $sync->(waba => '777');
    is($counts->($r), '67 0 0 0', 'all that can be sent, page after page') or diag explain $r;
    is_deeply({ map { $_->{name} => $_->{why} } @{ $r->{left_out} } }, { map { $_ => s/\d$//r } keys %unsound },
        'the others are named, with what is in the way') or diag explain $r;
    my $is = $listed->();
    is($is->{'order_sent/es'}{ $_->[0] }, $_->[1], "its $_->[0]") for [body => $text[1][0]{text}],
        [status => 'approved'], [category => 'utility'], [parameters => 2];
    is($is->{'order_sent/pt_BR'}{status}, 'paused', 'a paused one');
    is($is->{'order_sent/en'}{status}, 'rejected', 'a rejected one');
    is("$is->{'headed/es'}{header} $is->{'footed/es'}{footer}", 'Hola Adiós', 'heading and last line');
    is($is->{'of_others/es'}, undef, 'nothing of another business');
    is($counts->($sync->()), '0 0 67 0', 'again: the same; the account knows its business now');

    # a change, one that goes, one that is decided anew, one that a route uses
    $key->put('/api/v1/templates/headed/es', { category => 'utility', body => 'Otro' });
    my $route = $key->post('/api/v1/notification-routes', { name => 'wa', kind => 'template',
        target => '+34600000001', account => $w->account, events => ['escalation'],
        settings => { template => 'footed', language => 'es' } });
    is($route->{status}, 201, 'a route that sends one') or diag($route->{body});
    $w->graph->templates((grep { $_->{name} !~ /^(plain|footed|pressed)$/ } @sound),
        { %{ $sound[5] }, status => 'PENDING' }, @many);
    is($counts->($sync->()), '0 1 63 2', 'what was changed here is theirs again, what is gone goes');
    $is = $listed->();
    is($is->{'headed/es'}{body}, $text[1][0]{text}, 'as WhatsApp has it');
    is($is->{'plain/es'}, undef, 'gone there, gone here');
    is($is->{'footed/es'}{status}, 'rejected', 'gone, but in use: it is not sent');
    is($is->{'pressed/es'}{status}, 'paused', 'decided anew: not sent meanwhile');
    is($is->{'by_hand/es'}{body}, 'A mano', 'what was written by hand stays');

    # what goes wrong changes nothing
    my $before = $listed->();
    $w->graph->rules({ action => 'http', status => 500, kind => 'templates', nth => 2 });
    like($sync->()->{error}, qr/refused with 500/, 'a page that fails');
    like($sync->(waba => '999')->{error}, qr/refused with 400.*does not exist/, 'a business that is not there');
    is_deeply($listed->(), $before, 'nothing was touched');
    account('whatsapp', $w->account, credential => 'not-the-token-of-anybody');
    like($sync->()->{error}, qr/refused with 401/, 'a token that is wrong');
    unlike($sync->()->{error}, qr/not-the-token/, 'is not told');
    account('whatsapp', $w->account, credential => $w->secret('whatsapp_token'));
    $w->graph->templates();
    $key->delete("/api/v1/notification-routes/$route->{json}{id}");
};

subtest 'registration' => sub {
    my %to = (endpoint => 'wa', url => "$url/webhooks/whatsapp/wa");
    my $t = task("/api/v1/channels/$id{wa}/register", { %to, app_id => '4711' });
    ok($t->{result}{ok}, 'Meta is told') or diag explain $t;
    my ($seen) = grep { ($_->{kind} // '') eq 'subscription' } $w->graph->history;
    is($seen->{url}, $to{url}, 'where we are');
    $t = task("/api/v1/channels/$id{wa}/register", { %to, url => "$to{url}x", app_id => '4711' });
    ok(!$t->{result}{ok}, 'and refuses what is not us');
    like($t->{result}{steps}[-1]{text}, qr/refused/, 'with its words');
    my $path = "/api/v1/channels/$id{wa}/register";
    is(said($key->post($path, { %to })), '422 body.app_id required', 'an app is needed');
    is(said($key->post($path, { %to, app_id => 'x' })), '422 body.app_id digits', 'by its number');
    is(said($key->post($path, { %to, url => 'ftp://x', app_id => '1' })), '422 body.url url', 'a URL');
    is(said($key->post($path, { %to, endpoint => 'no', app_id => '1' })), '422 body.endpoint unknown',
        'an endpoint');
    is($key->post("/api/v1/channels/$id{tw}/register", { %to })->{status}, 422, 'Twilio is set up at Twilio');
    is($eva->post($path, { %to })->{status}, 403, 'not by agents');
};

subtest 'prompts' => sub {
    my $ours = $key->get('/api/v1/prompts/en')->{json};
    is_deeply([@$ours{qw(version text)}, scalar @{ $ours->{versions} }], [0, undef, 0], 'the program\'s');
    for (['', 'empty'], ['no name', 'tenant'], ['{tenant} {customer}', 'placeholder'],
         ['{tenant}' . 'é' x 4100, 'too_long'])
    {
        is(said($ada->put('/api/v1/prompts/en', { text => $_->[0] })), "422 body.text $_->[1]", $_->[1]);
    }
    is($ada->put('/api/v1/prompts/xx', { text => '{tenant}' })->{status}, 404, 'no such language');
    is($eva->put('/api/v1/prompts/en', { text => '{tenant}' })->{status}, 403, 'not by agents');

    my $model = Relevo::Model->new(sub { { text => 'The model says hello.' } });
    $w->part('worker')->write('provider.kind' => 'openai', 'provider.model' => 'test-1',
        'provider.base_url' => $model->base . '/v1', 'provider.auth' => 'none');
    $w->restart('worker');
    my $r = $ada->put('/api/v1/prompts/en', { note => 'bread',
        text => 'You sell bread for {tenant}. OWN-WORDS.' });
    is("$r->{status} $r->{json}{version}", '200 1', 'version 1');
    is($ada->put('/api/v1/prompts/en', { text => '{tenant}' }, 'If-Match' => '"0"')->{status}, 412,
        'not over somebody else');
    my $t = task('/api/v1/persona/preview', { language => 'en' });
    like($t->{result}{system}, qr/^You sell bread for .*OWN-WORDS/, 'the preview has it');
    $t = task('/api/v1/persona/preview', { language => 'en', prompt => 'Try {tenant} DRAFT' });
    like($t->{result}{system}, qr/^Try .* DRAFT/, 'a draft can be looked at');

    my $talk = Relevo::Talk->new($w, 'corner');
    $talk->turn('ann', 'do you deliver to the islands in winter?');
    my ($asked) = grep { /OWN-WORDS/ } map { encode_json($_) } $model->requests;
    ok($asked, 'a model is told so') or diag explain [$model->requests];
    ok($w->pg->value(q{select count(*) from core.turn d where d.decision::text ~ '\d\.[0-9a-f]{8}\.t1'}),
        'and the decision names the version');

    is($ada->put('/api/v1/prompts/en', {})->{json}{text}, undef, 'ours again');
    $t = task('/api/v1/persona/preview', { language => 'en' });
    unlike($t->{result}{system}, qr/OWN-WORDS/, 'rolled back');
    my $v = $key->get('/api/v1/prompts/en')->{json};
    is_deeply([$v->{version}, map { $_->{version} } @{ $v->{versions} }], [2, 2, 1], 'every version stays');
};

subtest 'the brand of a chat' => sub {
    my $nobody = Relevo::Api->new($w);
    my %none = (name => undef, logo => undef, colours => {});
    is_deeply($nobody->get('/api/v1/brand/corner')->{json}, \%none, 'none yet');
    my $png = 'data:image/png;base64,' . encode_base64("\x89PNG\r\n\x1a\n" . 'x' x 20, '');
    $ada->patch('/api/v1/branding', { name => 'Bakery', colours => { primary => '#aa0011' },
        logo_data => $png });
    my $r = $nobody->get('/api/v1/brand/corner');
    is_deeply($r->{json}, { name => 'Bakery', logo => $png, colours => { primary => '#aa0011' } },
        'as it was set');
    like($r->{headers}{'cache-control'}, qr/max-age=300/, 'to be kept for a while');
    is_deeply($nobody->get('/api/v1/brand/unknown')->{json}, \%none, 'an unknown chat has none');
};

Relevo::World->finish;
