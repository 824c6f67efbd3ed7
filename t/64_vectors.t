# Knowledge found by meaning: embeddings of a strict fake, pgvector in the
# database, both rankings fused; and everything as before where one is missing.
#
# The second half needs pgvector (./build.sh deps --test compiles it).

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Encode qw(encode_utf8);
use JSON::PP;
use Test::More;

use Relevo::Models;
use Relevo::Pg;
use Relevo::Talk;
use Relevo::Wait;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'provider.retry' => '20ms', 'provider.attempts' => 2,
        'provider.breaker_failures' => 1000, 'embed.sure' => 45, 'embed.timeout' => '600ms' });
my $m = Relevo::Models->start($w->dir);
$w->start(qw(redis postgres));
$w->hold_day;
$w->part('worker')->write;

sub cli_is { return $w->cli_is(@_) }
sub file { return $w->write_text(@_) }

my $key = $w->dir('secrets', 'embed.key');
{
    open my $f, '>', $key or die "$key: $!";
    print $f "$Relevo::Models::KEY\n";
    close $f;
    chmod 0600, $key;
}

sub ask { return decode_json($w->cli('provider', 'test', @_)->{out}) }


for my $slug (qw(shop rival)) {
    cli_is(0, qr/created/, "tenant $slug", qw(tenant add), $slug, qw(--language en));
    cli_is(0, qr/^/, "account $slug", qw(channel add webchat), $slug, '--tenant', $slug);
}

subtest 'an account' => sub {
    cli_is(2, qr/--model MODEL/, 'its model has to be said', qw(provider add words --kind embeddings));
    cli_is(2, qr/dimensions.*one of/, 'lengths there are not', qw(provider add words --kind embeddings
        --model text-embedding-3-small --setting dimensions=77));
    cli_is(2, qr/private_networks/, 'a tenant\'s own may not lead into this machine', qw(provider add words
        --tenant shop --kind embeddings --model text-embedding-3-small --base-url), $m->url . '/v1');
    cli_is(0, qr/created/, 'the operator\'s', qw(provider add words --kind embeddings --model
        text-embedding-3-small --setting dimensions=256 --key-file), $key, '--base-url', $m->url . '/v1');
    my $r = ask('words', '--embed', '--text', 'a parrot');
    is_deeply([@$r{qw(result dimensions provider model)}], ['ok', 256, 'embeddings', 'text-embedding-3-small'],
        'it answers') or diag(explain($r));
    cmp_ok($r->{micros}, '>', 0, 'and costs');
    cmp_ok($r->{tokens_in}, '>', 0, 'by the tokens it counted');
    is_deeply($w->pg->row(q{select calls, unpriced, purpose from core.usage where provider = 'embeddings'}),
        { calls => 1, unpriced => 0, purpose => 'test' }, 'which are written down');
};

subtest 'a service that lies' => sub {
    for my $lie (qw(broken short uneven lie zero)) {
        $m->rules({ path => 'embeddings', action => $lie });
        my $r = ask('words', '--embed');
        is("$r->{result} $r->{failure}", 'retry lied', $lie);
    }
    $m->rules({ path => 'embeddings', action => 'status', status => 429, count => 1 });
    is(ask('words', '--embed')->{result}, 'ok', 'one that is busy is asked again');
    $m->rules({ path => 'embeddings', usage => 0 });
    ok(ask('words', '--embed')->{estimated}, 'what it does not count is estimated');
    $m->rules;
    cli_is(0, qr/^/, 'another model', qw(provider set words --model text-embedding-3-large --unset dimensions));
    like(ask('words', '--embed')->{error}, qr/longer than 1536: set dimensions/, 'too long');
    cli_is(0, qr/^/, 'one of one\'s own', qw(provider set words --model bag-of-words));
    is(ask('words', '--embed')->{micros}, undef, 'without a price: not known, and not 0');
    like($w->cli('usage')->{out}, qr/bag-of-words.*cost unknown$/m, 'in the list, too');
    like($w->cli('doctor')->{out}, qr/words: provider\.prices has no line for embeddings bag-of-words/,
        'and doctor says so');
    cli_is(0, qr/^/, 'the first again', qw(provider set words --model text-embedding-3-small --setting
        dimensions=256));
    like($w->cli('doctor')->{out}, qr/nobody has compared the price of embeddings text-embedding-3-small/,
        'a price that nobody has checked is named');
};

my $FAQ = <<'END';
## What does our parrot eat?

Sunflower seeds, twice a day.

## Where do you mend a bicycle?

In the workshop behind the market.

## When are you open?

From nine to six, Monday to Friday.
END

subtest 'without pgvector' => sub {
    cli_is(0, qr/3 answers in en, version 1/, 'knowledge', qw(kb import --faq --language en --tenant shop),
        file('faq.md', $FAQ));
    cli_is(0, qr/^full text only: PostgreSQL has no pgvector/m, 'kb list says it', qw(kb list --tenant shop));
    like($w->cli('doctor')->{out}, qr/full text only; install pgvector, run relevo migrate/, 'doctor, too');
    cli_is(1, qr/no pgvector/, 'nothing can be asked for', qw(kb embed --tenant shop));
    is($w->pg->value('select count(*) from core.task'), 0, 'and no task is made');

    $m->rules;
    $w->start('worker');
    my $t = Relevo::Talk->new($w, 'shop')->turn('ana', 'When are you open?');
    like($t->{text}, qr/nine to six/, 'questions are answered');
    ok(!exists $t->{decision}{meant}, 'by words');
    is(scalar(() = $m->history), 0, 'and nobody is asked for vectors');
    $w->stop('worker');
};

my $has = $w->pg->value(q{select count(*) from pg_available_extensions where name = 'vector'});
if (!$has) {
    diag('pgvector is not installed here: knowledge by meaning is not tested (./build.sh deps --test)');
    Relevo::World->finish;
    exit;
}

subtest 'taking pgvector into use' => sub {
    cli_is(0, qr/^vectors: off, full text only: .*only a superuser.*create extension vector schema ext/m,
        'migrate says who has to do what', qw(migrate));
    $w->pg->do('create extension vector schema ext');
    cli_is(0, qr/^vectors: on, by pgvector/m, 'and then it is on', qw(migrate));
    cli_is(0, qr/^vectors: on/m, 'once', qw(migrate));
    cli_is(0, qr/^full text only: no vectors yet/m, 'still empty', qw(kb list --tenant shop));
};

my $talk = Relevo::Talk->new($w, 'shop');

sub vectors {
    my ($slug) = @_;

    return $w->pg->value(q{select count(*) from core.kb_vector v join core.tenant t using (tenant_id)
        where t.slug = $1}, $slug // 'shop');
}

sub tasks_over {
    return !$w->pg->value(q{select count(*) from core.task where kind = 'kb_embed'
        and state in ('queued', 'running')});
}

subtest 'made by the worker' => sub {
    $w->start('worker');
    wait_until { vectors() == 3 } 20, 'housekeeping noticed what was imported before';
    wait_until { tasks_over() } 20, 'the task is done';
    my ($asked) = grep { $_->{body}{input}[0] =~ /parrot/ } $m->history;
    is(scalar @{ $asked->{body}{input} }, 3, 'all in one question');
    like($asked->{body}{input}[0], qr/parrot.*Sunflower/s, 'of question and answer');
    cli_is(0, qr/^found by words and by meaning: 3 of 3 have a vector of text-embedding-3-small\@256$/m,
        'kb list says it', qw(kb list --tenant shop));
    is_deeply($w->pg->row(q{select state, result - 'tokens' as result from core.task
        join core.tenant using (tenant_id) where kind = 'kb_embed' and slug = 'shop' order by id limit 1}),
        { state => 'done', result => { label => 'text-embedding-3-small@256', made => 3, vectors => 3 } },
        'what came of the task');
    is($w->pg->value(q{select purpose from core.usage where provider = 'embeddings' and purpose = 'embed'}),
        'embed', 'and its cost is known');
};

# What people see beside it goes by words, and says so.
subtest 'the search of the API' => sub {
    my $told = sub { return $w->pg->value(q{select set_config('relevo.tenant', t.tenant_id::text, false)
        from core.tenant t where t.slug = $1}, $_[0]) && $w->pg->value(q{select (api.knowledge_search(
        '{"query": {"q": "papagayo", "language": "en"}}')).body ->> 'meaning'}) };
    is($told->('shop'), 'true', 'a tenant with vectors: the bot finds more than words do');
    is($told->('rival'), 'false', 'one without');
};

my $Q = 'How do I feed the papagayo?';

subtest 'a question in other words' => sub {
    my $hits = decode_json($w->cli(qw(kb search --tenant shop --language en --words --json), $Q)->{out});
    is(scalar(grep { $_->{question} =~ /parrot/ } @$hits), 0, 'full text finds nothing of it')
        or diag(explain($hits));
    cli_is(0, qr/^0\.[6-9]\d .*parrot.*near 0\.\d\d\n +Sunflower/, 'kb search looks for the meaning, too',
        qw(kb search --tenant shop --language en), $Q);
    $m->rules({ path => 'embeddings', action => 'status', status => 500 });
    cli_is(0, qr/by words only: .*500/, 'and says when it cannot',
        qw(kb search --tenant shop --language en), $Q);
    $m->rules;
    my $t = $talk->turn('ben', $Q);
    like($t->{text}, qr/Sunflower seeds/, 'its meaning does') or diag(explain($t->{decision}));
    is($t->{decision}{meant}{label}, 'text-embedding-3-small@256', 'by a vector');
    ok(!$t->{decision}{meant}{cached}, 'that was asked for');
    my $hit = $t->{decision}{search}{hits}[0];
    cmp_ok($hit->{near}, '>', 0.5, 'near') or diag(explain($hit));
    is($hit->{cover} + 0, 0, 'without a word in common');
    $t = $talk->turn('eva', 'How do I FEED the papagayo');
    like($t->{text}, qr/Sunflower/, 'again, by somebody else');
    ok($t->{decision}{meant}{cached}, 'out of the cache');
    $t = $talk->turn('ben', 'When are you open?');
    like($t->{text}, qr/nine to six/, 'what words find is found as before');
    my ($first, $second) = @{ $t->{decision}{search}{hits} };
    ok($first->{near} && $first->{score} > 0.4 && $first->{fused} > ($second->{fused} // 0),
        'and is first in both') or diag(explain($t->{decision}));
};

# Each offset cuts another byte of a character in two, were it not for utf8_cut().
subtest 'a long question' => sub {
    cli_is(0, qr/./, 'whatever it sounds like, nobody takes over', qw(rules set --tenant shop),
        file('nobody.json', encode_json({ version => 1, threshold => 50, rules => [{ id => 'never',
            points => 1, when => [{ signal => 'words', at_least => 100_000 }] }] })));
    for my $n (0 .. 6) {
        $m->rules;
        my $long = 'What does your parrot eat? ' . '-' x $n . '茶𠮷' x 700;
        my $t = $talk->turn("ida$n", $long);
        ok($t->{decision}{meant} && !$t->{decision}{meant}{failure}, "$n: it has a vector")
            or diag(explain($t->{decision}));
        my ($asked) = map { $_->{body}{input}[0] } $m->history;
        my $bytes = length encode_utf8($asked);
        ok($bytes > 3996 && $bytes <= 4000, 'of 4000 bytes, in whole characters') or diag($bytes);
        is($asked, substr($long, 0, length $asked), 'its beginning');
    }
    cli_is(0, qr/./, 'and the program\'s own rules again', qw(rules reset --tenant shop));
};

subtest 'a service that fails or is slow' => sub {
    $m->rules({ path => 'embeddings', action => 'status', status => 500 });
    my $t = $talk->turn('fay', 'Where do you mend a bicycle then?');
    like($t->{text}, qr/workshop/, 'answered by words');
    is($t->{decision}{meant}{failure}, 'failed', 'and it is written why');
    $m->rules({ path => 'embeddings', action => 'stall' });
    my $from = time;
    $t = $talk->turn('fay', 'Where is it that you mend my bicycle?');
    in_time(time - $from, 8, 'it is not waited for');
    like($t->{text}, qr/workshop/, 'answered by words');
    is($t->{decision}{meant}{failure}, 'stalled', 'too late');
    $m->rules;
    $t = $talk->turn('hal', 'Where is it that you mend my bicycle?');
    ok($t->{decision}{meant} && !$t->{decision}{meant}{failure}, 'the next time by both');
};

subtest 'new knowledge, another model' => sub {
    file('faq.md', $FAQ . "\n## Do you have umbrellas?\n\nIn every colour.\n");
    cli_is(0, qr/version 2/, 'a new version', qw(kb import --faq --language en --tenant shop),
        $w->dir('faq.md'));
    wait_until { tasks_over() && vectors() == 4 } 20, 'it has vectors, what it replaced has none any more';
    my $n = () = $m->history;
    cli_is(0, qr/nothing was asked for|makes what is missing/, 'asked by hand', qw(kb embed --tenant shop));
    wait_until { tasks_over() } 20, 'it is done';
    is(scalar(() = $m->history), $n, 'nothing was missing');

    cli_is(0, qr/^/, 'another length', qw(provider set words --setting dimensions=512));
    wait_until { $w->pg->value(q{select count(*) from core.kb_vector where label like '%@512'}) == 4 } 60,
        'all of it is made anew';
    wait_until { tasks_over() } 20, 'the task is done';
    is($w->pg->value(q{select string_agg(distinct label, ' ') from core.kb_vector}),
        'text-embedding-3-small@512', 'and the old ones are gone');
};

subtest 'interrupted' => sub {
    $w->pg->do('truncate core.kb_vector');
    $m->rules({ path => 'embeddings', action => 'stall' });
    cli_is(0, qr/makes what is missing/, 'asked', qw(kb embed --tenant shop));
    wait_until { $m->busy } 20, 'the service is asked';
    $w->kill9(worker => all => 1);
    $m->rules;
    $w->start('worker');
    wait_until { vectors() == 4 } 40, 'another worker goes on';
};

subtest 'tenants never meet' => sub {
    cli_is(0, qr/1 answers/, 'the rival knows parrots, too', qw(kb import --faq --language en --tenant rival),
        file('rival.md', "## What does our parrot eat?\n\nOnly our secret mix.\n"));
    wait_until { vectors('rival') == 1 } 20, 'it has a vector';
    my $id = sub { $w->pg->value('select tenant_id from core.tenant where slug = $1', $_[0]) };
    my $v = $w->pg->value(q{select v.embedding::text from core.kb_vector v join core.tenant t using (tenant_id)
        where t.slug = 'rival'});
    my $near = sub { scalar(() = $w->pg->rows('select * from core.search_near($1::uuid, $2, $3, 10)', @_)) };
    is($near->($id->('rival'), 'text-embedding-3-small@512', $v), 1, 'its own is found');
    is($w->pg->value(q{select count(*) from core.search_near($1::uuid, 'text-embedding-3-small@512', $2, 10) n
        join core.kb_vector v on v.chunk_id = n.id where v.tenant_id <> $1::uuid}, $id->('shop'), $v), 0,
        'another tenant\'s never');
    my $t = $talk->turn('gus', 'Feed the papagayo how?');
    unlike($t->{text}, qr/secret mix/, 'nor is it said');
    for my $role (qw(relevo_turn relevo_web)) {
        my $pg = Relevo::Pg->new($w->part('postgres')->conninfo($role));
        is($pg->value('select count(*) from core.kb_vector'), 0, "$role sees nothing without a tenant");
        $pg->do(q{select set_config('relevo.tenant', $1, false)}, $id->('shop'));
        is($pg->value('select count(*) from core.kb_vector'), 4, 'and with one its own');
    }
    cli_is(0, qr/removed/, 'a document goes', qw(kb remove --tenant rival rival));
    cli_is(0, qr/^/, 'what is missing', qw(kb embed --tenant rival));
    $w->pg->do(q{update core.kb_document set replaced_at = now() - interval '90 days' where not active});
    $w->pg->value('select core.kb_prune(1, 100)');
    is(vectors('rival'), 0, 'and its vectors with it');
};

subtest 'what is sure' => sub {
    my $line = sub { JSON::PP->new->canonical->encode({ lang => 'en', @_ }) . "\n" };
    my $parrot = 'What does our parrot eat?';
    my @known = map { $line->(text => "feed the papagayo $_ times", question => $parrot) } 1 .. 11;
    my @unknown = map { $line->(text => "mend my old watch $_ times", question => undef) } 1 .. 11;
    my $file = file('asked.jsonl', join '', @known, @unknown);
    my $r = decode_json($w->cli(qw(kb calibrate --tenant shop), $file)->{out});
    is_deeply([@$r{qw(n answerable label)}], [22, 11, 'text-embedding-3-small@512'], 'all of them asked');
    is($r->{words}{first_right}, 0, 'words find none');
    is($r->{both}{first_right}, 11, 'meaning finds all');
    is($r->{near}{separates}, 1, 'and knows them from the others') or diag(explain($r));
    my ($low, $high) = ($r->{near}{wrong}[2] * 100, $r->{near}{right}[0] * 100);
    my $sure = $r->{fitted}{'embed.sure'};
    cmp_ok($sure, '>', $low, 'above those that are not right') or diag(explain($r));
    cmp_ok($sure, '<', $high + 5, 'hardly above those that are');
    is($r->{both}{'embed.sure'}, 45, 'what was configured');
    is($m->history ? 1 : 0, 1, 'the service was asked');
    # (the worker may be asking, too: for what was imported)
    is(scalar(grep { $_->{path} =~ /embeddings/ && ($_->{body}{input}[21] // '') =~ /watch 11 times/ }
        $m->history), 1, 'all in one request');
    cli_is(1, qr/11 are right and 0 wrong; it takes 10 of each/, 'not by right ones alone',
        qw(kb calibrate --tenant shop), file('right.jsonl', join '', @known));
    cli_is(1, qr/bad\.jsonl:2: "question" has to be/, 'a line with a mistake is named',
        qw(kb calibrate --tenant shop), file('bad.jsonl', $known[0] . '{"text": "x"}'));
    cli_is(1, qr/no questions/, 'nor nothing', qw(kb calibrate --tenant shop), file('none.jsonl', "\n"));
};

subtest 'a model that looks something up' => sub {
    cli_is(0, qr/created/, 'an account', qw(provider add chat --kind openai --model gpt-test --key-file), $key,
        '--base-url', $m->url . '/v1');
    $w->restart('worker');
    my $looked = sub {
        my ($visitor) = @_;
        $m->rules(@_[1 .. $#_], { path => 'chat', match => 'Look it up', count => 1,
            tool => ['search_knowledge', encode_json({ query => $Q })] },
            { path => 'chat', text => 'As it stands there.' });
        $talk->turn($visitor, 'Look it up for me, what would one give to a bird of that kind?');
        my @said = map { @{ $_->{body}{messages} // [] } } $m->history;
        return (grep { $_->{role} eq 'tool' } @said)[-1]{content};
    };
    like($looked->('ivy'), qr/Sunflower seeds/, 'finds it by its meaning');
    my ($asked) = grep { ($_->{body}{input} // [''])->[0] eq $Q } $m->history;
    ok($asked, 'a vector of the model\'s own words was made');
    my $none = $looked->('jon', { path => 'embeddings', action => 'status', status => 500 });
    like($none, qr/"found"/, 'without one it is answered by words');
    unlike($none, qr/Sunflower/, 'which find nothing of it');
    cli_is(0, qr/^/, 'no account again', qw(provider remove chat));
    $m->rules;
};

# Above vectors_few() of them the index is asked; here from 300 on.
subtest 'many vectors' => sub {
    $w->stop('worker');                                 # which would make its own
    my $pg = $w->pg;
    my %id = map { $_ => $pg->value('select core.tenant_add($1, $1, \'en\')', $_)->{tenant} } qw(big near);
    my $index = $pg->value(q{select pg_get_indexdef('core.kb_vector_near'::regclass)});
    like($index, qr/using hnsw/i, 'an index of neighbours');
    for my $slug (qw(big near)) {                       # the neighbour's are nearer to the question
        my $n = $slug eq 'big' ? 400 : 900;
        $pg->do(q{insert into core.kb_document (tenant_id, language, name, digest)
            values ($1::uuid, 'en', 'x', 'x')}, $id{$slug});
        $pg->do(q{insert into core.kb_chunk (tenant_id, document_id, language, ord, kind, question, answer,
            units, plain) select tenant_id, id, 'en', i, 'faq', 'q' || i, 'a' || i, '{}', ''
            from core.kb_document, generate_series(1, $2::int) i where tenant_id = $1::uuid}, $id{$slug}, $n);
        $pg->do(q{insert into core.kb_vector select k.tenant_id, 'm', k.id, core.vector_fill('[' || (
            select string_agg((case when d = 1 then $2::float8
                else (hashfloat8(d * 7919 + ord) % 1000) / 1000.0 end)::text, ',' order by d)
            from generate_series(1, 32) d) || ']')::ext.vector
            from core.kb_chunk k where tenant_id = $1::uuid}, $id{$slug}, $slug eq 'big' ? 0.1 : 5);
    }
    my $v = '[' . join(',', 3, map { sin($_ * 3) / 2 } 2 .. 32) . ']';
    my $near = sub { map { $_->{id} } $pg->rows(q{select * from core.search_near($1::uuid, 'm', $2, 5)},
        $id{big}, $v) };
    my $scans = sub {
        $pg->value('select pg_stat_force_next_flush()::text');
        $pg->value(q{select idx_scan from pg_stat_user_indexes where indexrelname = 'kb_vector_near'});
    };
    my $before = $scans->();
    my @all = $near->();
    is(scalar @all, 5, 'few: all are looked at');
    is($scans->(), $before, 'without the index');
    my $few = $pg->value(q{select pg_get_functiondef('core.vectors_few()'::regprocedure)});
    like($few, qr/select 5000/, 'few are 5,000');
    $pg->do($few =~ s/5000/300/r);
    my @some = $near->();
    cmp_ok($scans->(), '>', $before, 'many: the index is asked');
    is(scalar @some, 5, 'and goes on behind the neighbour\'s');
    my %all = map { $_ => 1 } @all;
    cmp_ok(scalar(grep { $all{$_} } @some), '>=', 4, 'it finds what a look at all of them finds')
        or diag("@all\n@some");
    is($pg->value(q{select count(*) from core.kb_chunk where tenant_id = $1::uuid and id = any($2::uuid[])},
        $id{big}, '{' . join(',', @some) . '}'), 5, 'of its own');
    $pg->do('update core.kb_chunk set active = false where id = $1::uuid', $some[0]);
    is(scalar(grep { $_ eq $some[0] } $near->()), 0, 'what is not searched any more is not found');
    $pg->do($few);
};

Relevo::World->finish;
