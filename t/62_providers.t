# Models end to end through the worker's own engine (`relevo provider test`):
# every provider against a strict fake, whole and streamed, with tools and
# schemas; every fault a provider is known for; routing, budgets that
# concurrent calls cannot pass, keys that appear nowhere.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use POSIX ();
use Test::More;

use Relevo::Models;
use Relevo::Wait;
use Relevo::World;

my $TEXT = $Relevo::Models::Chat::TEXT;
my $BYTES = do { my $t = $TEXT; utf8::encode($t); length $t };
my $EMOJI = '👋';

my $w = Relevo::World->new(parts => [qw(postgres)], set => {
    'provider.retry' => '20ms', 'provider.first_token' => '400ms',
    'provider.idle' => '400ms', 'provider.total' => '8s' });
my $m = Relevo::Models->start($w->dir);
$w->hold_day;

sub file {
    my ($name, $text) = @_;

    my $path = $w->dir('secrets', $name);
    open my $f, '>', $path or die "$path: $!";
    print $f $text;
    close $f;
    chmod 0600, $path;
    return $path;
}

$w->part('worker')->write;                  # relevo.conf for the commands
my $key = file('model.key', "$Relevo::Models::KEY\n");
my $aws = file('aws.key', "$Relevo::Models::Aws::ID:$Relevo::Models::Aws::SECRET\n");


sub cli_ok {
    my ($name, @args) = @_;

    my $r = $w->cli(@args);
    is($r->{status}, 0, $name) or diag("$r->{out}$r->{err}");
    return $r->{out};
}

sub cli_no {
    my ($status, $like, $name, @args) = @_;

    my $r = $w->cli(@args);
    ok($r->{status} == $status && $r->{err} =~ $like, $name)
        or diag("status $r->{status}:\n$r->{out}$r->{err}");
}

# One question; its JSON.
sub ask {
    my ($name, @args) = @_;

    my $r = $w->cli('provider', 'test', $name, @args);
    return eval { decode_json($r->{out}) }
        // { result => 'none', error => "$r->{out}$r->{err}" };
}

sub add {
    my ($name, $kind, @args) = @_;

    return cli_ok("$name added", 'provider', 'add', $name, '--kind', $kind,
        '--base-url', $m->url . ($kind eq 'openai' ? '/v1' : ''), @args);
}


subtest 'accounts' => sub {
    cli_ok('tenant', qw(tenant add acme), '--name', 'Acme');
    add(main => 'openai', '--model', 'gpt-4o-mini', '--key-file', $key);
    add(claude => 'anthropic', '--model', 'claude-sonnet-4', '--key-file', $key);
    add(rock => 'bedrock', '--model',
        'anthropic.claude-3-5-sonnet-20240620-v1:0', '--key-file', $aws);
    add(compre => 'comprehend', '--key-file', $aws);
    add(lexy => 'lex', '--key-file', $aws, '--setting', 'bot=ABCDEFGHIJ',
        '--setting', 'alias=TSTALIASID');
    cli_no(1, qr/already/, 'a name twice', qw(provider add main --kind openai
        --model m));
    cli_no(2, qr/--kind: one of/, 'a kind there is not', qw(provider add x
        --kind bard --model m));
    cli_no(2, qr/--model/, 'no model', qw(provider add x --kind openai));
    cli_no(2, qr/no setting "aut"/, 'a setting there is not',
        qw(provider add x --kind openai --model m --setting aut=none));
    cli_no(2, qr/one of bearer/, 'a wrong value',
        qw(provider add x --kind openai --model m --setting auth=no));
    cli_no(2, qr/--base-url/, 'a wrong URL', qw(provider add x --kind openai
        --model m --base-url ftp://x));
    cli_no(1, qr/no provider "nobody"/, 'set of nobody',
        qw(provider set nobody --model x));
    my $list = cli_ok('list', qw(provider list));
    like($list, qr/main.*openai.*gpt-4o-mini/, 'it is listed');
    unlike($list, qr/$Relevo::Models::KEY/, 'without its key');
    is($w->pg->value('select count(*) from core.provider where
        position($1::bytea in credential) > 0', $Relevo::Models::KEY), 0,
        'in the database it is sealed');
};


my %tool = (tool => ['transfer_to_agent',
    '{"skill":"billing","reason":"ñandú — 12 €"}']);

for my $name (qw(main claude rock)) {
    subtest "$name answers" => sub {
        for my $stream (0, 1) {
            my @how = $stream ? '--stream' : ();
            my $what = $stream ? 'streamed' : 'whole';

            $m->rules;
            my $r = ask($name, '--text', "¡hola! $EMOJI", @how);
            is_deeply([@$r{qw(result text finish)}], ['ok', $TEXT, 'stop'],
                "$what: the text, no character broken") or diag(explain($r));
            is_deeply([@$r{qw(tokens_in tokens_out estimated attempts)}],
                [21, 9, JSON::PP::false, 1], "$what: tokens");
            cmp_ok($r->{micros}, '>', 0, "$what: it costs");
            ok($stream ? $r->{pieces} > 3 && $r->{piece_bytes} == $BYTES
                       : $r->{pieces} == 0, "$what: pieces");

            $m->rules({ %tool });
            $r = ask($name, '--text', 'x', '--tools', @how);
            is_deeply([@$r{qw(result finish)}, $r->{calls}[0]{name},
                $r->{calls}[0]{arguments}, $r->{calls}[0]{valid}],
                ['ok', 'tool_calls', 'transfer_to_agent', { skill => 'billing',
                reason => 'ñandú — 12 €' }, JSON::PP::true],
                "$what: a tool call") or diag(explain($r));

            $m->rules({ tool => ['transfer_to_agent', '{"skill":7}'] });
            $r = ask($name, '--text', 'x', '--tools', @how);
            ok($r->{result} eq 'ok' && !$r->{calls}[0]{valid}
                && $r->{calls}[0]{why} =~ /missing|must be/,
                "$what: wrong arguments are told") or diag(explain($r));
        }

        $m->rules({ text => 'to the lim', finish => $name eq 'main' ? 'length'
            : 'max_tokens' });
        is(ask($name, '--stream')->{finish}, 'length', 'cut by max_tokens');

        $m->rules({ text => '{"score": 7}' });
        my $schema = file('schema.json', encode_json({ type => 'object',
            properties => { score => { type => 'integer', maximum => 10 } },
            required => ['score'], additionalProperties => JSON::PP::false }));
        my $r = ask($name, '--text', 'rate', '--schema-file', $schema);
        is_deeply($r->{json}, { score => 7 }, 'structured output')
            or diag(explain($r));
        $m->rules({ text => '{"score": 70}' });
        is(ask($name, '--schema-file', $schema)->{failure}, 'lied',
            'one that does not fit is none');
    };
}


my @faults = (
    # fault, stream, result, failure, tries
    ['429 once' => { action => 'status', status => 429, count => 1,
        retry_after_ms => 30 }, 1, 'ok', 'none', 2],
    ['429 for long' => { action => 'status', status => 429,
        retry_after => 600 }, 1, 'retry', 'busy', 1],
    ['500 twice' => { action => 'status', status => 500, count => 2 }, 1,
        'ok', 'none', 3],
    ['500' => { action => 'status', status => 500 }, 1, 'retry', 'failed', 3],
    ['529' => { action => 'status', status => 529 }, 1, 'retry', 'busy', 3],
    ['401' => { action => 'status', status => 401 }, 1, 'reject', 'refused', 1],
    ['stalls before' => { action => 'stall', count => 1 }, 1, 'ok', 'none', 2],
    ['stalls at first' => { action => 'stall', after => 0, count => 1 }, 1,
        'ok', 'none', 2],
    ['stalls in the middle' => { action => 'stall', after => 5 }, 1, 'retry',
        'stalled', 1],
    ['cut in the middle' => { action => 'cut', after => 5 }, 1, 'retry', undef,
        1],
    ['ends in the middle' => { action => 'end', after => 5 }, 1, 'retry',
        'lied', 1],
    ['reset' => { action => 'reset', count => 1 }, 1, 'ok', 'none', 2],
    ['broken event' => { action => 'broken' }, 1, 'retry', 'lied', undef],
    ['error event' => { action => 'error', after => 4 }, 1, 'retry', undef, 1],
    ['empty' => { text => '' }, 1, 'retry', 'lied', 3],
);

for my $name (qw(main claude rock)) {
    subtest "$name misbehaves" => sub {
        for my $f (@faults) {
            my ($what, $rule, $stream, $result, $failure, $tries) = @$f;
            next if $name eq 'rock' && $what eq '401';   # by name: below

            $m->rules($rule);
            my $r = ask($name, $stream ? '--stream' : ());
            is($r->{result}, $result, "$what: $result") or diag(explain($r));
            is($r->{failure}, $failure, "$what: kind") if defined $failure;
            is($r->{attempts}, $tries, "$what: tries") if defined $tries;
            unlike($r->{error} // '', qr/secret words|sk-test/,
                "$what: nothing of the provider's words");
        }
    };
}


subtest 'how freely it may answer' => sub {
    $m->rules;
    my $plain = sub { @{ $_[0] }{qw(temperature top_p)} };
    for (['main', $plain], ['claude', $plain],
         ['rock', sub { @{ $_[0]{inferenceConfig} }{qw(temperature topP)} }]) {
        my ($name, $sent) = @$_;
        ask($name);
        is_deeply([$sent->(($m->history)[-1]{body})], [undef, undef], "$name: as the model likes");
        cli_no(2, qr/temperature of .*a number from 0 to/, 'a word', qw(provider set), $name,
            qw(--setting temperature=warm));
        cli_no(2, qr/top_p of .*a number from 0 to 1/, 'too much', qw(provider set), $name,
            qw(--setting top_p=1.1));
        cli_ok('set', qw(provider set), $name, qw(--setting temperature=0.7 --setting top_p=0.9));
        is(ask($name)->{result}, 'ok', 'answered');
        is_deeply([$sent->(($m->history)[-1]{body})], [0.7, 0.9], 'as it was told');
        cli_ok('taken away', qw(provider set), $name, qw(--unset temperature --unset top_p));
    }
};


subtest 'what only one of them does' => sub {
    $m->rules({ done => 0 });
    is(ask('main', '--stream')->{result}, 'ok', 'OpenAI without [DONE]');
    $m->rules({ action => 'status', status => 429, code => 'insufficient_quota' });
    is(ask('main')->{result}, 'reject', 'no quota is not repeated');
    $m->rules({ action => 'status', status => 500, should_retry => 'false' });
    is(ask('main')->{attempts}, 1, 'x-should-retry: false');
    $m->rules({ usage => 0 });
    my $r = ask('main', '--stream');
    ok($r->{estimated} && $r->{tokens_in} > 0 && $r->{tokens_out} > 0,
        'tokens nobody counted are guessed') or diag(explain($r));
    $m->rules({ action => 'status', status => 400, code => 'AccessDeniedException' });
    is(ask('rock')->{failure}, 'refused', 'AWS errors by name');
    $m->rules({ action => 'status', status => 400, code => 'ThrottlingException', count => 1 });
    is(ask('rock')->{attempts}, 2, 'throttling is repeated');

    cli_ok('Azure', 'provider', 'add', 'azure', '--kind', 'openai', '--model',
        'gpt-4o', '--base-url', $m->url . '/openai/deployments/d1',
        '--key-file', $key, '--setting', 'auth=api-key', '--setting',
        'api_version=2024-10-21');
    $m->rules;
    is(ask('azure', '--stream')->{result}, 'ok', 'Azure: path and header');
    my ($last) = reverse $m->history;
    is($last->{path}, '/openai/deployments/d1/chat/completions?api-version=2024-10-21', 'its path');

    my $bearer = file('rock.key', $Relevo::Models::Aws::BEARER);
    add('rock2', 'bedrock', '--model', 'amazon.nova-lite-v1:0', '--key-file', $bearer);
    is(ask('rock2')->{result}, 'ok', 'Bedrock by API key');
    ($last) = reverse $m->history;
    is($last->{path}, '/model/amazon.nova-lite-v1%3A0/converse', 'its model id is encoded');
};


subtest 'understanding from outside' => sub {
    $m->rules;
    my $r = ask('compre', '--text', "¡$EMOJI mi envío no llega!", '--understand', 'language');
    is_deeply([@$r{qw(result language)}], [qw(ok es)], 'language') or diag(explain($r));
    $r = ask('compre', '--text', 'x', '--understand', 'sentiment', '--language', 'es');
    is_deeply([@$r{qw(label fallback)}], ['negative', JSON::PP::false], 'sentiment');
    $r = ask('compre', '--text', 'x', '--understand', 'sentiment', '--language', 'xx');
    is_deeply([@$r{qw(result label fallback)}], ['ok', 'neutral', JSON::PP::true],
        'a language it does not know is neutral');
    $r = ask('compre', '--text', "¡$EMOJI mi envío no llega!", '--understand', 'phrases', '--language', 'es');
    is_deeply($r->{phrases}, [[10, 16]], 'phrases, in bytes') or diag(explain($r));

    for my $l (qw(es en pt fr it)) {
        $r = ask('lexy', '--text', 'mi pedido', '--understand', 'intent',
            '--language', $l, '--conversation', "0192f-$l");
        is_deeply([@$r{qw(result intent slots)}], ['ok', 'OrderStatus',
            { OrderId => 'A12' }], "$l: intent and slots") or diag(explain($r));
        cmp_ok(abs($r->{score} - 0.87), '<', 0.001, "$l: the score is a number");
    }
    my ($last) = reverse $m->history;
    like($last->{path}, qr{/it_IT/sessions/0192f-it/text$},
        'the session is the conversation');

    cli_ok('a bot of its own', qw(provider set lexy --setting bots={"pt":"PTBOTPTBOT"}),
        qw(--setting aliases={"pt":"PTALIASPTA"}));
    for (['pt', 'PTBOTPTBOT/botAliases/PTALIASPTA/botLocales/pt_BR'],
         ['fr', 'ABCDEFGHIJ/botAliases/TSTALIASID/botLocales/fr_FR']) {
        my ($l, $path) = @$_;
        is(ask('lexy', '--text', 'meu pedido', '--understand', 'intent', '--language', $l,
            '--conversation', "0192f-$l")->{result}, 'ok', "$l: answered");
        like((reverse $m->history)[0]{path}, qr{^/bots/$path/}, "$l: by the bot of its language");
    }
    cli_ok('one for all again', qw(provider set lexy --unset bots --unset aliases));
};


subtest 'routing' => sub {
    my @to = ('--tenant', 'acme');
    $m->rules;
    is(ask('-', @to, '--routed')->{account}, 'main', 'the operator\'s first one');
    my $rules = file('rules.json', encode_json([
        { name => 'complex', match => { intent => ['technical_support'] },
          provider => 'claude' },
        { name => 'iberia', match => { language => ['es', 'pt'], min_chars => 5 },
          provider => 'rock', model => 'amazon.nova-pro-v1:0' },
        { name => 'empathetic', match => { sentiment => ['negative', 'very_negative'], min_score => 0.8 },
          provider => 'claude' },
        { name => 'rest', provider => 'main', model => 'gpt-4o' }]));
    cli_ok('rules', 'provider', 'route', @to, '--file', $rules);
    my $r = ask('-', @to, qw(--routed --intent technical_support --language es));
    is_deeply([@$r{qw(account rule)}], [qw(claude complex)], 'by intent') or diag(explain($r));
    $r = ask('-', @to, qw(--routed --language pt));
    is_deeply([@$r{qw(account model rule)}], ['rock', 'amazon.nova-pro-v1:0', 'iberia'],
        'by language and length, with another model');
    $r = ask('-', @to, qw(--routed --language fr --sentiment very_negative --score 81));
    is_deeply([@$r{qw(account rule)}], [qw(claude empathetic)], 'by sentiment');
    $r = ask('-', @to, qw(--routed --language fr --sentiment very_negative --score 79));
    is($r->{rule}, 'rest', 'that is sure enough');
    is(ask('-', @to, qw(--routed --sentiment positive --score 99))->{rule}, 'rest', 'not by another');
    $r = ask('-', @to, qw(--routed --language pt --text oi));
    is_deeply([@$r{qw(account rule)}], [qw(main rest)], 'the rest');
    cli_ok('models of the built-in three', qw(provider set main --setting),
        'models={"empathetic": "gpt-4o", "complex": "gpt-4.1", "standard": "gpt-4o-mini"}');
    for ([empathetic => 'gpt-4o', qw(--sentiment negative --score 81)],
         [standard => 'gpt-4o-mini', qw(--sentiment negative --score 80)],
         [complex => 'gpt-4.1', qw(--intent technical_support)],
         [standard => 'gpt-4o-mini', qw(--intent complaint)]) {
        my ($rule, $model, @how) = @$_;
        $r = ask('main', @how);
        is_deeply([@$r{qw(rule model)}], [$rule, $model], "without rules: @how: $rule");
    }
    cli_ok('one model again', qw(provider set main --unset models));
    cli_no(1, qr/rule 1: "match" knows/, 'a rule with a typing error', 'provider', 'route',
        @to, '--file', file('bad.json', '[{"name":"a","match":{"lang":"es"},"provider":"main"}]'));
    cli_no(1, qr/no provider "nobody"/, 'a rule for nobody', 'provider', 'route',
        @to, '--file', file('bad.json', '[{"name":"a","provider":"nobody"}]'));
    cli_ok('switched off', qw(provider set claude --off));
    is(ask('-', @to, qw(--routed --intent technical_support))->{rule}, 'rest',
        'a rule whose provider is off is passed');
    cli_ok('and on', qw(provider set claude --on));
};


subtest 'a tenant\'s own account may not lead everywhere' => sub {
    my $worker = $w->part('worker');
    my @own = (qw(provider add own --tenant acme --kind openai --model gpt-4o-mini --key-file), $key);
    my $asked = sub { scalar(() = $m->history) };
    my $url = $m->url . '/v1';
    (my $tls = $url) =~ s/^http:/https:/;

    cli_no(2, qr/http:.*provider\.private_networks/, 'http://', @own, '--base-url', $url);
    cli_no(2, qr/without a name in/, 'a user', @own, '--base-url', 'https://a\@example.org');
    cli_ok('https:// to a private address', @own, '--base-url', $tls);

    my $n = $asked->();
    my $r = ask('own', '--tenant', 'acme');
    like($r->{error}, qr/address refused/, 'is refused when it connects') or diag(explain($r));
    is($r->{failure}, 'unreachable', 'and counts as not reached');
    is($asked->(), $n, 'nobody was asked');

    $worker->write('provider.private_networks' => '127.0.0.0/8');
    cli_ok('a network that is named', qw(provider set own --tenant acme --base-url), $url);
    $m->rules;
    $r = ask('own', '--tenant', 'acme');
    is($r->{result}, 'ok', 'may be asked, by http:// too') or diag(explain($r));

    $worker->write('provider.private_networks' => '');
    $r = ask('own', '--tenant', 'acme');
    like($r->{error}, qr/its URL is http:/, 'no longer, when it is not named any more')
        or diag(explain($r));
    is(ask('main')->{result}, 'ok', 'the operator\'s may lead there');
    cli_ok('removed', qw(provider remove own --tenant acme));
};


subtest 'a budget holds against concurrent calls' => sub {
    my @to = ('--tenant', 'acme');
    my $b = sub { $w->pg->row(q{select b.* from core.budget b join core.tenant t
        using (tenant_id) where slug = 'acme' and period = 'day'}) };

    $w->pg->do('truncate core.usage, core.reservation');
    cli_ok('no rules', 'provider', 'route', @to, '--file', file('none.json', '[]'));
    cli_ok('a budget', 'provider', 'budget', @to, '--day', '0.010', '--month', '100');
    $m->rules({ action => 'delay', ms => 300 });
    my $list = decode_json($w->cli(qw(provider test azure --count 30
        --model-tokens 200), @to)->{out});
    my $ok = grep { $_->{result} eq 'ok' } @$list;
    my $no = grep { $_->{failure} eq 'no_budget' } @$list;
    ok($ok > 0 && $no > 0 && $ok + $no == 30, "$ok of 30 went, $no were refused")
        or diag(explain($list->[0], $list->[-1]));
    my $asked = () = $m->history;
    is($asked, $ok, 'who had no reservation did not ask');
    my $row = $b->();
    is($row->{reserved}, 0, 'nothing stays reserved');
    cmp_ok($row->{spent}, '<=', $row->{micros}, 'the limit was not passed');
    my $usage = decode_json(cli_ok('usage', 'usage', @to, '--json'))->{usage};
    my ($u) = grep { $_->{model} eq 'gpt-4o' } @$usage;
    is_deeply([@$u{qw(calls failed tokens_in tokens_out purpose)}],
        [$ok, 0, 21 * $ok, 9 * $ok, 'test'], 'usage');
    is($u->{micros}, $row->{spent}, 'and its cost is the budget\'s');
    like(cli_ok('as text', 'usage', @to), qr/gpt-4o.*test.*$ok calls/, 'printed');
    cli_no(2, qr/amount/, 'a wrong amount', 'provider', 'budget', @to, '--day', '1,5');
    cli_ok('away', 'provider', 'budget', @to, '--day', 'none');
    is($b->(), undef, 'no budget any more');
};


subtest 'reservations: many sessions, lost answers, dead workers' => sub {
    my $t = $w->pg->value(q{select tenant_id from core.tenant where slug = 'acme'});
    my $call = sub { $w->pg->value("select core.$_[0](\$1::jsonb)",
        encode_json($_[1])) };
    my $item = sub { return { tenant => $t, id => sprintf('00000000-0000-4000-8000-%012d', $_[0]),
        micros => $_[1], ttl_ms => $_[2] // 60000, provider => 'p', model => 'm',
        purpose => 'x', sent => JSON::PP::true, ok => JSON::PP::true,
        estimated => JSON::PP::false, tokens_in => 1, tokens_out => 1, tokens_cached => 0 } };
    my $b = sub { $w->pg->row("select spent, reserved from core.budget
        where tenant_id = '$t' and period = 'day'") };

    $w->pg->do('truncate core.usage, core.reservation, core.budget');
    $call->(budget_reserve => [$item->(1, 10)]);
    cli_ok('a budget', 'provider', 'budget', '--tenant', 'acme', '--day', '0.001');
    is($b->()->{reserved}, 10, 'a new budget knows the calls under way');
    my $worker = $w->part('postgres')->conninfo('relevo_worker');
    my $forty = "select core.budget_reserve((select jsonb_agg(jsonb_build_object(
        'tenant', '$t', 'id', core.uuid7(), 'micros', 7, 'ttl_ms', 60000,
        'provider', 'p', 'model', 'm')) from generate_series(1, 40)))";
    my @pids;
    for my $n (1 .. 8) {
        my $pid = fork // die;
        if ($pid == 0) {
            my $out = qx{psql -qAt "$worker" -c "$forty" 2>&1};
            POSIX::_exit($out =~ /"ok"/ ? 0 : 1);
        }
        push @pids, $pid;
    }
    my $bad = 0;
    for (@pids) { waitpid $_, 0; $bad++ if $? }
    is($bad, 0, 'eight sessions reserve forty each');
    is($b->()->{reserved}, 10 + 7 * 141, 'as many as fit, not one more');
    $w->pg->do('delete from core.reservation');
    $w->pg->do('update core.budget set reserved = 0');

    is_deeply($call->(budget_reserve => [$item->(2, 400), $item->(3, 400), $item->(4, 400)])->{items},
        [{ ok => JSON::PP::true }, { ok => JSON::PP::true },
         { ok => JSON::PP::false, period => 'day' }], 'the third is too much');
    $call->(budget_reserve => [$item->(2, 400)]);
    is($b->()->{reserved}, 800, 'a repeated reservation is the same');
    $call->(budget_settle => [$item->(2, 123)]) for 1 .. 3;
    is_deeply($b->(), { spent => 123, reserved => 400 }, 'a repeated settlement too');
    is($w->pg->value('select calls from core.usage'), 1, 'and its usage');
    $w->pg->do("update core.reservation set expires_at = now() - interval '1 s' where not settled");
    is_deeply($call->(budget_reserve => [$item->(5, 700)])->{items}, [{ ok => JSON::PP::true }],
        'what a dead worker had reserved is free again');
    is($w->pg->value("select expired from core.usage where purpose = ''"), 1, 'and counted');
    $call->(budget_settle => [$item->(3, 50)]);
    is($b->()->{spent}, 173, 'was it only late, its money is counted');
    $w->pg->do("update core.budget set since = since - 1");
    $call->(budget_reserve => [$item->(6, 1000)]);
    is_deeply($b->(), { spent => 0, reserved => 1000 }, 'a new day begins with nothing spent');
};


subtest 'what cannot be booked costs nobody else' => sub {
    my @to = qw(--tenant acme);
    cli_ok('a rule', 'provider', 'route', @to, '--file', file('long.json',
        encode_json([{ name => 'all', provider => 'main', model => 'm' x 600 }])));
    my $r = ask('-', @to, '--routed');
    like($r->{error}, qr/name is longer than 512 bytes/, 'a model nobody can book is not asked')
        or diag(explain($r));
    cli_ok('no rules', 'provider', 'route', @to, '--file', file('none.json', '[]'));
    cli_ok('nor a budget', 'provider', 'budget', @to, '--day', 'none');

    $w->pg->do(q{create function core.odd() returns trigger language plpgsql as $$
        begin raise exception 'odd' using errcode = 'check_violation'; end $$});
    $w->pg->do(q{create trigger odd before insert on core.reservation for each row
        when (new.id::text < '4') execute function core.odd()});
    my $list = decode_json($w->cli(qw(provider test azure --count 30), @to)->{out});
    my $ok = grep { $_->{result} eq 'ok' } @$list;
    cmp_ok($ok, '>=', 10, "of 30 calls, a quarter of which is refused, $ok went")
        or diag(explain($list->[0]));
    $w->pg->do('drop function core.odd() cascade');
};


subtest 'the breaker' => sub {
    $m->rules({ action => 'status', status => 500 });
    my $list = decode_json($w->cli('--set', 'provider.breaker_failures=2', '--set',
        'provider.attempts=10', qw(provider test main --count 1))->{out});
    is($list->{failure}, 'breaker_open', 'after two failures it is open');
    my $asked = () = $m->history;
    is($asked, 2, 'and nobody is asked');
};


subtest 'hedging' => sub {
    $m->rules({ action => 'stall', count => 1 });
    my $r = decode_json($w->cli('--set', 'provider.hedge=100ms', '--set',
        'provider.first_token=5s', qw(provider test main --stream --text x))->{out});
    is_deeply([@$r{qw(result text attempts)}], ['ok', $TEXT, 2], 'the second one answers')
        or diag(explain($r));
    is($r->{piece_bytes}, $BYTES, 'its text is passed on once');
};


subtest 'nobody wants the answer any more' => sub {
    for my $when (['before', {}], ['in the middle of', { after => 5 }]) {
        $w->pg->do('truncate core.usage, core.reservation');
        $m->rules({ action => 'stall', %{ $when->[1] } });
        my $list = decode_json($w->cli('--set', 'provider.first_token=60s', '--set',
            'provider.idle=60s', qw(provider test azure --stream --count 3 --give-up-ms 400))->{out});
        is_deeply([map { $_->{result} } @$list], [('cancelled') x 3], "cancelled $when->[0] the text");
        ok((wait_for { !$m->busy } 5), 'the connections are closed');
        my $u = $w->pg->row('select calls, failed, estimated, tokens_in > 0 as some from core.usage');
        is_deeply($u, { calls => 3, failed => 3, estimated => 3, some => JSON::PP::true },
            'and what it may have cost is counted') or diag(explain($u));
        is($w->pg->value('select count(*) from core.reservation where not settled'), 0,
            'nothing stays reserved');
    }
};


subtest 'a connection that is lost behind the question' => sub {
    $w->pg->do('truncate core.usage, core.reservation');
    $m->rules({ action => 'reset', count => 1 });
    is(ask('main')->{attempts}, 2, 'is asked again');
    is_deeply($w->pg->row('select calls, failed, estimated from core.usage'),
        { calls => 2, failed => 1, estimated => 1 }, 'and what the first may have cost is counted');
};


subtest 'keys' => sub {
    my $r = $w->cli(qw(channel reseal));
    is($r->{status}, 0, 'reseal knows the keys of providers') or diag($r->{err});
    cli_ok('removed', qw(provider remove rock2));
    my $wrong = file('wrong.key', "sk-wrong-key-000\n");
    cli_ok('another key', qw(provider set main --key-file), $wrong);
    $m->rules;
    $r = $w->cli(qw(provider test main));
    like($r->{out}, qr/401 invalid_api_key/, 'refused, by its code');
    unlike($r->{out} . $r->{err}, qr/sk-wrong/, 'the key is not repeated');
    cli_ok('the right one again', qw(provider set main --key-file), $key);
    is(ask('main')->{result}, 'ok', 'and it works');
};

$m->stop;
Relevo::World->finish;
