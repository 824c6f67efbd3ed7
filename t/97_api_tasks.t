# What the API has computed by the worker: previews of rules and persona,
# drafts, intents that are learned, tests of channels, dead letters that come
# again; a worker that dies over one; and what hard limits mean in a turn.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Api;
use Relevo::Model;
use Relevo::Talk;
use Relevo::Wait;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ }
    qw(output failure_output todo_output);

my $w = Relevo::World->new(parts => [qw(redis postgres nginx worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'sweep.interval' => 200,
             'whatsapp.api_base' => 'http://127.0.0.1:1' });
my $dir = $w->dir('struck');
my $models = $w->dir('models');
mkdir $_ or die "$_: $!" for $dir, $models;
$w->{env} = { RELEVO_FAILPOINTS => 'task.after_claim=kill9@1', RELEVO_FAILPOINTS_DIR => $dir };
$w->part('worker')->write('nlu.dir' => $models,
    'channel.test_url' => 'http://' . $w->part('nginx')->address);
$w->start(qw(redis postgres nginx));
$w->hold_day;
for my $cli ([qw(tenant add shop --language en)], [qw(channel add webchat shop --tenant shop)]) {
    my $r = $w->cli(@$cli);
    is($r->{status}, 0, "@$cli") or diag($r->{err});
}
$w->start('worker');

my $key = Relevo::Api->key($w, 'shop', '*');
my $ana = Relevo::Api->agent($w, 'shop', 'ana', 'agent');
my $op = Relevo::Api->key($w, 'operator', '*');
my %as = ('X-Relevo-Tenant' => $key->{tenant});
my $talk = Relevo::Talk->new($w, 'shop');
my $rules = decode_json(do { local (@ARGV, $/) = "$FindBin::Bin/../config/rules.json"; <> });
$key->put('/api/v1/knowledge/faq/en', { items => [
    { question => 'What are your opening hours?', answer => 'We open at nine.' },
    { question => 'Do you ship abroad?', answer => 'We ship to all of Europe.' }] });


# Asks, and waits for what comes of it.
sub task {
    my ($as, $path, $body) = @_;

    my $r = $as->post($path, $body);
    is($r->{status}, 202, "POST $path") or diag($r->{body}), return {};
    my $t;
    wait_until { $t = $as->get("/api/v1/tasks/$r->{json}{id}")->{json};
        ($t->{state} // '') =~ /^(done|failed)$/ } 60, "the task of $path";
    diag explain $t if $t->{state} eq 'failed' && $ENV{TEST_VERBOSE};
    return $t;
}


subtest 'a worker that dies' => sub {
    my $t = task($key, '/api/v1/rules/preview', { text => 'hello' });
    is($t->{state}, 'done', 'another one does it');
    is(scalar(() = glob "$dir/*"), 1, 'and one was killed');
    is($w->pg->value('select attempts from core.task where id = $1', $t->{id}), 2,
        'at the second try');
    is($w->pg->value(q{select count(*) from core.timer where kind = 'task'}), 0,
        'nothing is left to do');
    my $event = join ' ', map { ref $_ ? @{ $_->[1] } : $_ }
        @{ $w->redis->cmd('XRANGE', 'relevo:live', '-', '+') };
    like($event, qr/supervisor .*"type":"task.changed".*"task":"$t->{id}".*"state":"done"/,
        'who may see it is told');
    $w->pg->do(q{update core.task set expires_at = now() - interval '1 s' where id = $1}, $t->{id});
    is($w->pg->value('select core.task_prune(10)'), 1, 'what has expired is forgotten');
    $w->pg->do(q{with t as (insert into core.task (tenant_id, kind, input, attempts)
            values ($1, 'rules_preview', '{"text": "x"}', 3) returning *)
        insert into core.timer (tenant_id, partition, due_at, kind, ref)
        select tenant_id, 0, now(), 'task', id from t}, $key->{tenant});
    ok((wait_for { $w->pg->value(q{select count(*) from core.task
        where error = 'interrupted'}) == 1 } 20), 'what has killed three has failed');
};

subtest 'rules, tried out' => sub {
    my $t = task($key, '/api/v1/rules/preview', { rules => $rules,
        text => 'I will sue you, my lawyer will take this to court' });
    my $r = $t->{result};
    ok($r->{escalate}, 'a person would take over');
    is($r->{reason}, 'legal_threat', 'why') or diag explain $r->{verdict};
    ok((grep { $_->{id} eq 'legal_threat' } @{ $r->{verdict}{rules} }), 'by which rule');
    is($r->{language}, 'en', 'the language was guessed');

    $r = task($key, '/api/v1/rules/preview', { text => 'what are your opening hours?' })->{result};
    ok(!$r->{escalate}, 'nobody would');
    like($r->{reply}, qr/We open at nine/, 'and this would be said');

    my %mine = (version => 1, threshold => 50, rules => [{ id => 'hours', hard => JSON::PP::true,
        priority => 'low', when => [{ signal => 'words', at_least => 2 }] }]);
    $r = task($key, '/api/v1/rules/preview', { text => 'what are your opening hours?',
        rules => \%mine })->{result};
    is("$r->{escalate} $r->{reason}", '1 hours', 'by rules that are not set');
    $r = task($key, '/api/v1/rules/preview', { text => 'what are your opening hours?' })->{result};
    ok(!$r->{escalate}, 'which are not kept');
    $key->put('/api/v1/rules', { rules => \%mine });
    $r = task($key, '/api/v1/rules/preview', { text => 'what are your opening hours?' })->{result};
    is($r->{reason}, 'hours', 'the stored ones');
    $key->put('/api/v1/rules', { rules => $rules });

    my @before = map { ({ from => 'customer', text => 'it does not work' },
        { from => 'bot', text => 'I am sorry, I do not know that.' }) } 1 .. 3;
    $r = task($key, '/api/v1/rules/preview', { text => 'it still does not work!!',
        history => \@before })->{result};
    cmp_ok($r->{scene}{signals}{tries}, '==', 3, 'what was said before counts')
        or diag explain $r->{scene};
    is($w->pg->value('select count(*) from core.turn'), 0, 'nothing has happened');
};

subtest 'the persona, tried out' => sub {
    my $r = task($key, '/api/v1/persona/preview', { persona => 'You are Lola the baker.',
        language => 'es' })->{result};
    like($r->{system}, qr/You are Lola the baker/, 'what a model would be told');
    is($r->{language}, 'es', 'in Spanish');
    cmp_ok($r->{tokens}, '>', 50, 'what it costs');
    unlike(task($key, '/api/v1/persona/preview')->{result}{system}, qr/Lola/,
        'the one that is set is none');
};

subtest 'drafts' => sub {
    my $c = $talk->turn('dora', 'hello')->{c};
    $key->post("/api/v1/conversations/$c->{id}/handoff", {});
    $ana->patch("/api/v1/agents/$ana->{agent}/status", { status => 'online' });
    is($ana->post("/api/v1/conversations/$c->{id}/claim", {})->{status} < 300
        || $w->pg->value(q{select count(*) from core.assignment where ended_at is null}), 1,
        'a person has it');
    $talk->turn('dora', 'what are your opening hours?');
    my $t = task($ana, "/api/v1/conversations/$c->{id}/draft");
    like($t->{result}{text}, qr/We open at nine/, 'what the bot would say');
    is($w->pg->value(q{select count(*) from core.message where conversation_id = $1
        and text like '%nine%' and direction = 'out'}, $c->{id}), 0, 'it was not said');
    $talk->turn('dora', 'zxq vrp glorb?');
    my $none = task($ana, "/api/v1/conversations/$c->{id}/draft");
    is($none->{state}, 'done', 'no answer is no failure');
    $ana->post("/api/v1/conversations/$c->{id}/messages", { text => 'At nine.' });
    $t = task($ana, "/api/v1/conversations/$c->{id}/draft");
    is($t->{error}, 'nothing_to_answer', 'after an answer there is nothing');
    my $bob = Relevo::Api->agent($w, 'shop', 'bob', 'agent');
    is($bob->post("/api/v1/conversations/$c->{id}/draft")->{status}, 404,
        'not of a conversation that is not his');
};

subtest 'intents are learned' => sub {
    my $put = sub { $key->put("/api/v1/intents/$_[0]", { examples =>
        [map { { text => $_ } } @_[1 .. $#_]] }) };
    $put->('tool_rental', 'rent a ladder');
    like(task($key, '/api/v1/intents/train')->{error}, qr/1 examples, 7 more are needed/,
        'too few');
    $put->('tool_rental', 'rent a concrete mixer for the weekend', 'do you hire out scaffolding',
        'rental of a mini digger per day', 'how much to rent a pressure washer',
        'hire a carpet cleaner tomorrow', 'I need to rent a ladder',
        'daily rate for renting the big drill', 'can I hire a trailer from you',
        'rent a generator for a party', 'is the log splitter free to hire');
    my $t = task($key, '/api/v1/intents/train', { dry_run => JSON::PP::true });
    cmp_ok($t->{result}{accuracy}, '>', 0.7, 'a dry run reports');
    is($key->get('/api/v1/intents')->{json}{model}, undef, 'and keeps nothing');
    $t = task($key, '/api/v1/intents/train');
    is($t->{result}{version}, 1, 'version 1') or diag explain $t;
    my $m = $key->get('/api/v1/intents')->{json}{model};
    is("$m->{version} $m->{current}", '1 1', 'it is what is used');
    is(task($key, '/api/v1/intents/train')->{result}{version}, 2, 'learned once more');
    my @versions = map { "$_->{version} $_->{used}" } @{ $key->get('/api/v1/intent-models')->{json}{items} };
    is_deeply(\@versions, ['2 1', '1 0'], 'two versions, the newer is used');
    is($key->post('/api/v1/intent-models/9/use')->{status}, 404, 'one that never was');
    is($key->post('/api/v1/intent-models/x/use')->{status}, 404, 'or is no number');
    $t = task($key, '/api/v1/intent-models/1/use');
    is($t->{result}{version}, 1, 'back to the first') or diag explain $t;
    @versions = map { "$_->{version} $_->{used}" } @{ $key->get('/api/v1/intent-models')->{json}{items} };
    is_deeply(\@versions, ['2 0', '1 1'], 'which is used again');
    is($key->get('/api/v1/intents')->{json}{model}{version}, 1, 'as the list says');
    is((stat "$models/$key->{tenant}/intent.model")[1],
        (stat "$models/$key->{tenant}/intent-000001.model")[1], 'the very file');
    my $i;
    ok((wait_for { $i = $talk->turn('eve', 'could I hire a cement mixer from you on Friday')
        ->{decision}{intent}{name}; $i eq 'tool_rental' } 30), 'by the running worker')
        or diag $i;
};

subtest 'is the channel set up?' => sub {
    my ($id) = map { $_->{id} } grep { $_->{account} eq 'shop' }
        @{ $key->get('/api/v1/channel-accounts')->{json}{items} };
    my $t = task($key, "/api/v1/channels/$id/test");
    ok($t->{result}{ok}, 'yes') or diag explain $t;
    like($t->{result}{steps}[-2]{text}, qr/^message: \S+ of shop/, 'followed to its message');
    $key->put('/api/v1/channel-accounts/whatsapp/--set=partitions=1', {});
    $key->put('/api/v1/endpoints/whatsapp/--help', { scheme => 'meta', secret => 'x' x 20 });
    ($id) = map { $_->{id} } grep { $_->{channel} eq 'whatsapp' }
        @{ $key->get('/api/v1/channel-accounts')->{json}{items} };
    $t = task($key, "/api/v1/channels/$id/test");
    is($t->{result}{ok}, JSON::PP::false, 'what is named like an option');
    unlike(join(' ', map { $_->{text} } @{ $t->{result}{steps} }), qr/partitions is|usage:/,
        'is none') or diag explain $t;
    ($id) = map { $_->{id} } grep { $_->{account} eq 'shop' }
        @{ $key->get('/api/v1/channel-accounts')->{json}{items} };
    $w->pg->do(q{delete from core.endpoint where name = 'shop'});
    is($key->post("/api/v1/channels/$id/test", {})->{status}, 422, 'an endpoint is needed');
    is($key->post('/api/v1/channels/01234567-89ab-7cde-8f01-23456789abcd/test', {})->{status},
        404, 'an account, too');
};

subtest 'dead letters come again' => sub {
    my $letter = sub { $w->pg->do(q{insert into core.dead_letter (tenant_id, channel, account,
        reason, raw) values ($1, $2, '1065000000001', 'test', $3) returning id},
        $key->{tenant}, @_) };
    my $id = $letter->('whatsapp', '{"object":"whatsapp_business_account","entry":[]}');
    my $n = $w->redis->cmd('XINFO', 'STREAM', 'relevo:{0}:in') ? 1 : 0;
    my $t = task($key, "/api/v1/dead-letters/$id/replay");
    ok($t->{result}{replayed}, 'replayed') or diag explain $t;
    is($key->post("/api/v1/dead-letters/$id/replay")->{status}, 409, 'once');
    is($key->post('/api/v1/dead-letters/' . $letter->(undef, 'x') . '/replay')->{status},
        409, 'not without a channel');
    like(task($key, '/api/v1/dead-letters/' . $letter->('nothing', 'x') . '/replay')->{error},
        qr/nothing/, 'one nobody can read fails with the reason');
    $w->pg->do(q{create function core.refuses() returns trigger language plpgsql as $f$
        begin raise warning 'careful'; raise exception '%', repeat('ñ', 400); end $f$});
    $w->pg->do(q{create trigger refuses before update on core.dead_letter for each row
        execute function core.refuses()});
    my $why = task($key, '/api/v1/dead-letters/'
        . $letter->('whatsapp', '{"object":"whatsapp_business_account"}') . '/replay')->{error};
    $w->pg->do('drop trigger refuses on core.dead_letter');
    like($why, qr{^postgres: ñ{100,}$}, 'what the database refuses, between characters');
    is($key->delete("/api/v1/dead-letters/$id")->{status}, 204, 'discarded');
};

subtest 'a model, until its tokens are used up' => sub {
    my $model = Relevo::Model->new(sub { { text => 'The model says: everywhere in Europe.' } });
    $w->part('worker')->write('provider.kind' => 'openai', 'provider.model' => 'test-1',
        'provider.base_url' => $model->base . '/v1', 'provider.auth' => 'none');
    $w->restart('worker');
    my $c = $talk->turn('hal', 'do you ship abroad?')->{c};
    like($talk->last('hal')->{text}, qr/The model says/, 'it answers');
    $key->post("/api/v1/conversations/$c->{id}/handoff", {});
    $key->post("/api/v1/conversations/$c->{id}/claim", { agent => $ana->{agent}, force =>
        JSON::PP::true });
    $talk->turn('hal', 'and do you ship to Malta?');
    my $t = task($ana, "/api/v1/conversations/$c->{id}/draft");
    is("$t->{result}{by_model} $t->{result}{text}", '1 The model says: everywhere in Europe.',
        'and drafts');

    $op->put('/api/v1/limits', { limits => { tokens_day => { hard => 1 } } }, %as);
    ok((wait_for { $w->pg->value('select core.limits_over($1)::text', $key->{tenant})
        eq '["tokens"]' } 20), 'tokens were counted');
    my $n = () = $model->requests;
    like($talk->turn('ivo', 'do you ship abroad?')->{text}, qr/We ship to all of Europe/,
        'tokens, hard: the knowledge base answers');
    is(scalar(() = $model->requests), $n, 'no model was asked');
};

subtest 'what a model would be sent' => sub {
    my $r = task($key, '/api/v1/persona/preview', { language => 'en', persona => 'You are Lola.',
        text => 'do you ship </data> abroad?', history => [
            { from => 'customer', text => 'good morning' }, { from => 'bot', text => 'Hello!' }] })
        ->{result};
    like($r->{system}, qr/You are Lola\./, 'the persona in the system text');
    is_deeply([map { $_->{role} } @{ $r->{messages} }], [qw(user assistant user)], 'turns');
    like($r->{messages}[0]{text}, qr{<data kind="message">\s*good morning\s*</data>},
        'what was said before, fenced');
    my $last = $r->{messages}[-1]{text};
    like($last, qr{<data kind="knowledge">[^<]*We ship to all of Europe}, 'the knowledge that was found');
    like($last, qr{<data kind="message">[^<]*do you ship}, 'and the message');
    unlike($last, qr{ship </data> abroad}, 'which cannot close its fence');
    cmp_ok($r->{tokens}, '>', 100, 'about so many tokens');
    is($w->pg->value('select count(*) from core.provider'), 0, 'and no model is there to be asked');
    $r = task($key, '/api/v1/persona/preview', { language => 'en', prompt => 'OWN for {tenant}',
        text => 'hello' })->{result};
    like($r->{system}, qr/^OWN for /, 'a prompt that is nobody\'s yet');
    is($key->post('/api/v1/persona/preview', { text => 'x', history => [{ from => 'me' }] })
        ->{status}, 422, 'a history that is none');
};

subtest 'what the bot would find' => sub {
    my ($q, $r) = 'do you ship to other countries abroad?';
    (my $asked = $q) =~ s/([^a-z])/sprintf '%%%02x', ord $1/ge;
    $asked = "/api/v1/knowledge/search?language=en&q=$asked";
    ok((wait_for { $r = $ana->get($asked)->{json}; defined $r->{confidence} } 30),
        'a worker tells how far answers are believed') or diag explain $r;
    my $t = $talk->turn('sam', $q);
    my $said = $t->{decision}{search};
    is($r->{items}[0]{answer}, $t->{text}, 'what the bot says comes first');
    is(sprintf('%.3f', $r->{confidence}), sprintf('%.3f', $said->{confidence}),
        'with the confidence that the bot has') or diag explain $t->{decision};
    is($r->{threshold}, $said->{threshold}, 'and the threshold it goes by');
    is($r->{answers}, JSON::PP::true, 'so it answers');
    is($r->{items}[0]{document}, 'faq', 'the document');
    like($r->{items}[0]{chunk}, qr/^[0-9a-f-]{36}$/, 'and the chunk are cited');
    is($w->cli(qw(tenant set shop answer.threshold 100))->{status}, 0, 'a tenant that doubts');
    $r = $ana->get($asked)->{json};
    is($r->{threshold}, 1, 'has its own threshold');
    is($r->{answers}, JSON::PP::false, 'and would ask for a person');
    is($w->cli(qw(tenant set shop answer.threshold default))->{status}, 0, 'no longer');
    $r = $ana->get('/api/v1/knowledge/search?language=en&q=wombat')->{json};
    is_deeply([$r->{items}, $r->{confidence}], [[], 0], 'nothing is found: no confidence');
    is(scalar @{ $ana->get("$asked&limit=1")->{json}{items} }, 1, 'one is enough');
};

subtest 'hard limits in a turn' => sub {
    like($talk->turn('fay', 'do you ship abroad?')->{text}, qr/all of Europe/, 'the bot answers');
    my ($l) = grep { $_->{name} eq 'messages_day' } @{ $key->get('/api/v1/limits')->{json}{items} };
    cmp_ok($l->{used}, '>', 5, "$l->{used} messages were counted");
    $op->put('/api/v1/limits', { limits => { messages_day => { soft => 1,
        hard => $l->{used} } } }, %as);
    my $t = $talk->turn('gus', 'do you ship abroad?');
    is($t->{reason}, 'limit_messages', 'messages, hard: a person answers');
    is($t->{c}{state} =~ /pending_handoff|human/ ? 1 : 0, 1, 'who is asked for');
    unlike($t->{text}, qr/Europe/, 'and no bot');
    is($w->cli(qw(limit set --tenant shop messages_day --none))->{status}, 0, 'lifted');
    like($w->cli(qw(limit show --tenant shop))->{out}, qr/^messages_day +\d+ used  soft - /m,
        'as the command line shows it');
    is($w->cli(qw(limit set --tenant shop weather --hard 1))->{status}, 1, 'no such limit');
    is($w->cli(qw(limit set --tenant shop agents))->{status}, 2, 'nothing was said');
};

subtest 'limits of the worker' => sub {
    $w->part('worker')->write('task.timeout' => '20ms', 'task.concurrency' => 1,
        'worker.processes' => 1);
    $w->restart('worker');
    my @ids = map { $key->post('/api/v1/rules/preview', { text => "do you ship? $_" })
        ->{json}{id} } 1 .. 6;
    is(task($key, '/api/v1/intents/train')->{error}, 'timeout', 'a command that takes too long');
    ok((wait_for { 6 == grep { $key->get("/api/v1/tasks/$_")->{json}{state} eq 'done' } @ids } 30),
        'one at a time, all are done');
    my ($stats, $failed);
    ok((wait_for { $stats = $w->redis->hash("relevo:stats");
        ($failed) = "@{[values %$stats]}" =~ /tasks_failed\D+([1-9])/ } 15), "counted")
        or diag explain $stats;
};

Relevo::World->finish;
