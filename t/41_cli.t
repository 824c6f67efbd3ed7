# The command line: migrate, tenants, channels, knowledge, dead letters, the
# audit with each law broken on purpose, the doctor, and messages for whoever
# types something wrong.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use POSIX ();
use Test::More;

use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $OPERATOR = '00000000-0000-0000-0000-000000000000';

my $w = Relevo::World->new(parts => [qw(redis postgres)]);
$w->part('worker')->write;                  # relevo.conf for the commands


# `relevo <args>` with what is expected of it; returns its output.
sub cli_is {
    my ($status, $like, $name, @args) = @_;

    my $r = $w->cli(@args);
    my $text = $r->{out} . $r->{err};
    ok($r->{status} == $status && !$r->{signal} && $text =~ $like, $name)
        or diag("status $r->{status}, wanted $status and $like:\n$text");
    return $r->{out};
}

sub json_of { return decode_json(cli_is(@_)) }


subtest 'what it says to a person' => sub {
    cli_is(0, qr/worker.*migrate.*doctor/s, 'help', '--help');
    cli_is(2, qr/usage: relevo/, 'nothing');
    cli_is(0, qr/^relevo \d+\.\d+/, 'version', '--version');
    cli_is(0, qr/usage: relevo migrate/, 'help of a command',
        qw(migrate --help));
    cli_is(2, qr/no command "migrat"; did you mean "migrate"\?/,
        'an unknown command', 'migrat');
    cli_is(2, qr/no command "xyzzy"; relevo --help/, 'a strange one', 'xyzzy');
    cli_is(2, qr/did you mean "list"\?/, 'an unknown action', qw(tenant lst));
    cli_is(2, qr/unknown option --jsn/, 'an unknown option',
        qw(tenant list --jsn));
    cli_is(2, qr/--tenant needs a value/, 'an option without its value',
        qw(kb list --tenant));
    cli_is(2, qr/turn\.burst_ms/, 'an unknown key names the nearest',
        qw(config --set turn.burst=1));
    cli_is(2, qr/turn\.burst_ms/, 'a bad value names its key',
        qw(config --set turn.burst_ms=soon));
    cli_is(0, qr/decide\.threshold.*60/, 'config prints the table', 'config');
    like($w->cli(qw(config --config /dev/null))->{out}, qr/answer\.below.*handover/,
        'whom nobody can answer a person does, unless it is changed');
    cli_is(0, qr/decide\.threshold\S*\s.*61/, 'with what was set',
        qw(config --set decide.threshold=61));
};


subtest 'migrate' => sub {
    $w->pg->do('create database m1 owner relevo_owner');
    my $dir = $w->dir('migrations');
    mkdir $dir;
    $w->write_file('migrations/0001_one.sql', 'create table core.a (x int);');
    $w->write_file('migrations/0002_two.sql',
        "create table core.b (x int);\ninsert into core.b values (1);");
    chmod 0755, $dir;

    my @to = ('--set', 'postgres.owner='
        . $w->part('postgres')->conninfo('relevo_owner', 'm1'));
    my @migrate = (@to, 'migrate', '--no-redis', '--dir', $dir);

    # four at once: each file is applied by exactly one of them
    my @pids = map {
        my $pid = fork() // die "fork: $!";
        if ($pid == 0) {
            my $part = $w->part('worker');
            local @ENV{ keys %Relevo::World::Worker::SANITIZE }
                = values %Relevo::World::Worker::SANITIZE;
            open STDOUT, '>', $w->dir("parallel.$_");
            open STDERR, '>&', \*STDOUT;
            exec $part->binary, '--config', $part->config, @migrate
                or POSIX::_exit(127);
        }
        $pid;
    } 1 .. 4;
    my @status = map { waitpid($_, 0); $? } @pids;
    is("@status", '0 0 0 0', 'four at once succeed');
    my $applied = grep { /applied/ } map {
        open my $in, '<', $w->dir("parallel.$_"); <$in> } 1 .. 4;
    is($applied, 2, 'and apply each file once');

    cli_is(0, qr/0 of 2 migrations were new/, 'again: nothing to do',
        @migrate);

    $w->write_file('migrations/0003_bad.sql',
        "create table core.c (x int);\nselect no_such_thing();");
    cli_is(1, qr/0003_bad.*no_such_thing/, 'a failing one is named',
        @migrate);
    my $m1 = Relevo::Pg->new($w->part('postgres')->conninfo(undef, 'm1'));
    ok($m1->value("select to_regclass('core.c') is null"),
        'and leaves nothing behind');

    $w->write_file('migrations/0003_bad.sql', 'create table core.c (x int);');
    cli_is(0, qr/1 of 3 migrations were new/, 'corrected, it goes on',
        @migrate);

    $w->write_file('migrations/0001_one.sql', 'create table core.z (x int);');
    cli_is(1, qr/0001_one\.sql was changed/, 'a changed file is refused',
        @migrate);
    $w->write_file('migrations/0001_one.sql', 'create table core.a (x int);');

    $w->write_file('migrations/0002_between.sql', 'select 1;');
    cli_is(1, qr/0002_between\.sql comes before/, 'one slipped in, too',
        @migrate);
    unlink $w->dir('migrations/0002_between.sql');

    unlink $w->dir('migrations/0003_bad.sql');
    cli_is(1, qr/newer version/, 'a database of a newer version is refused',
        @migrate);

    cli_is(0, qr/0 of \d+ migrations.*16 partitions/s,
        'the real one: up to date, relevo:meta stays', 'migrate');
    is($w->redis->cmd('HGET', 'relevo:meta', 'partitions'), 16, 'it is there');
    cli_is(1, qr/16 partitions/, 'the number of partitions is for ever',
        qw(migrate --set partitions=8));
    cli_is(1, qr/no folder|No such file/i, 'a wrong folder',
        qw(migrate --dir /nowhere));
};


subtest 'tenants and channels' => sub {
    cli_is(0, qr/^[0-9a-f-]{36} acme created/, 'a tenant',
        qw(tenant add acme --name Acme --language es));
    cli_is(0, qr/acme exists/, 'twice is once', qw(tenant add acme));
    cli_is(2, qr/"de" is not a language/, 'a language it cannot speak',
        qw(tenant add other --language de));
    cli_is(0, qr/acme +es +Acme/, 'listed', qw(tenant list));
    ok((grep { $_->{slug} eq 'acme' }
        @{ json_of(0, qr/acme/, 'as JSON', qw(tenant list --json)) }),
        'with its slug');
    cli_is(0, qr/acme: media\.days\.voice 7/, 'where it differs', qw(tenant set acme media.days.voice 7));
    cli_is(2, qr/"0" is not a number of days from 1 to 3650/, 'no days', qw(tenant set acme media.days 0));
    cli_is(2, qr/"101" is not a percentage from 0 to 100/, 'too much', qw(tenant set acme language.sure 101));
    is_deeply(json_of(0, qr/acme/, 'shown', qw(tenant show acme))->{settings}{media_days}, { voice => 7 },
        'is kept');

    cli_is(0, qr/whatsapp 777 -> acme created/, 'an account',
        qw(channel add whatsapp 777 --tenant acme));
    cli_is(0, qr/777 -> acme exists/, 'twice is once',
        qw(channel add whatsapp 777 --tenant acme));
    cli_is(0, qr/created/, 'another tenant', qw(tenant add beta));
    cli_is(1, qr/belongs to another tenant/, 'an account has one tenant',
        qw(channel add whatsapp 777 --tenant beta));
    cli_is(2, qr/no channel "fax"/, 'an unknown channel',
        qw(channel add fax 1 --tenant acme));
    cli_is(1, qr/no tenant "nobody"/, 'an unknown tenant',
        qw(channel add whatsapp 1 --tenant nobody));
    cli_is(0, qr/whatsapp +777 +acme/, 'listed',
        qw(channel list --tenant acme));
};


subtest 'settings of an account' => sub {
    my $sid = 'AC' . 'a1' x 16;
    my @number = qw(twilio +15550001);
    my $settings = sub {
        my ($row) = grep { $_->{account} eq '+15550001' }
            @{ json_of(0, qr/15550001/, 'listed', qw(channel list --json))->{accounts} };
        return $row;
    };

    cli_is(0, qr/acme created/, 'with settings', qw(channel add), @number,
        qw(--tenant acme --no-endpoint --account-sid), $sid, qw(--rate 60));
    is_deeply($settings->()->{settings}, { account_sid => $sid, rate => 60 }, 'are kept');
    ok(!$settings->()->{credential}, 'no token yet');

    my $token = $w->write_file('token', "0123456789abcdef\n");
    cli_is(0, qr/new settings\n.*new token/, 'others, and a token', qw(channel set), @number,
        '--token-file', $token, qw(--unset rate --status-callback https://bot.example/webhooks/twilio));
    my $row = $settings->();
    is_deeply($row->{settings}, { account_sid => $sid,
        status_callback => 'https://bot.example/webhooks/twilio' }, 'merged');
    ok($row->{credential}, 'has a token');

    cli_is(2, qr/--account-sid is AC and 32/, 'no sid', qw(channel set), @number, qw(--account-sid AC1));
    cli_is(2, qr/--status-callback begins with/, 'no URL', qw(channel set), @number, qw(--status-callback bot));
    cli_is(2, qr/--unset colour: there is no such/, 'no setting', qw(channel set), @number, qw(--unset colour));
    cli_is(2, qr/belongs to channel twilio, not to whatsapp/, "another channel's",
        qw(channel set whatsapp 777 --account-sid), $sid);
    cli_is(2, qr/a number between 1 and/, 'no rate', qw(channel set), @number, qw(--rate 0));
    cli_is(2, qr/nothing to set/, 'nothing', qw(channel set), @number);
    cli_is(1, qr/no account twilio \+1/, 'nobody', qw(channel set twilio +1 --rate 5));
    cli_is(2, qr/unknown option --token/, 'a token is never an argument',
        qw(channel set), @number, qw(--token abc));
    is_deeply($settings->()->{settings}, $row->{settings}, 'nothing of that was taken');
};


subtest 'knowledge' => sub {
    utf8::encode(my $markdown = "# Ayuda\n\nintro\n\n"
        . "## ¿A qué hora abren?\n\nAbrimos de 9 a 18.\n\n"
        . "## ¿Hacen envíos a todo el país?\n\nSí, en 48 horas.\n");
    my $faq = $w->write_file('faq.md', $markdown);
    utf8::encode(my $bytes = <<'END');
{"question": "¿Cómo pago?", "answer": "Con tarjeta o transferencia."}

{"question": "¿Tienen garantía?", "answer": "Un año en todo."}
END
    my $lines = $w->write_file('more.jsonl', $bytes);

    my @acme = qw(--tenant acme);
    cli_is(0, qr/^faq: 2 answers in es/, 'Markdown',
        qw(kb add), $faq, @acme, qw(--language es));
    cli_is(0, qr/^pagos: 2 answers/, 'JSON lines, under a name',
        qw(kb add), $lines, @acme, qw(--language es --document pagos));
    cli_is(0, qr/^faq: 2 answers/, 'adding it again replaces it',
        qw(kb add), $faq, @acme, qw(--language es));
    cli_is(0, qr/faq +es +2 answers  version 1\npagos +es +2 answers  version 1/, 'listed',
        qw(kb list), @acme);

    cli_is(0, qr/^(0\.[6-9]|1\.)\d* .*abren/, 'found, with a high score',
        qw(kb search), @acme, 'a que hora abren', qw(--language es));
    my $hits = json_of(0, qr/score/, 'as JSON', qw(kb search --json), @acme,
        'garantia', qw(--language es));
    like($hits->[0]{answer}, qr/Un a/, 'the best one');
    cli_is(0, qr/nothing found/, 'nothing to be found',
        qw(kb search), @acme, 'zebra', qw(--language es));
    cli_is(0, qr/nothing found/, 'nor by another tenant',
        qw(kb search --tenant beta), 'a que hora abren', qw(--language es));

    $w->write_file('empty.md', "## one\n\nanswer\n\n## two\n\n## three\n\nx\n");
    cli_is(1, qr/empty\.md:5: the answer is empty/, 'an empty answer',
        qw(kb add), $w->dir('empty.md'), @acme, qw(--language es));
    $w->write_file('bad.jsonl', "{\"question\": \"a\", \"answer\": \"b\"}\n{x\n");
    cli_is(1, qr/bad\.jsonl:2: /, 'a bad line',
        qw(kb add), $w->dir('bad.jsonl'), @acme, qw(--language es));
    $w->write_file('none.md', "just text\n");
    cli_is(1, qr/no question in it/, 'no question',
        qw(kb add), $w->dir('none.md'), @acme, qw(--language es));
    cli_is(1, qr/No such file/, 'no file', qw(kb add /nowhere), @acme,
        qw(--language es));

    cli_is(0, qr/pagos: removed/, 'removed', qw(kb remove pagos), @acme);
    cli_is(1, qr/no document "pagos"/, 'once', qw(kb remove pagos), @acme);
    cli_is(0, qr/nothing found/, 'and no longer found',
        qw(kb search), @acme, 'garantia', qw(--language es));
};

subtest 'the audit' => sub {
    cli_is(0, qr/both laws hold/, 'an idle installation', 'audit');

    my $r = $w->redis;
    $r->cmd('XADD', 'relevo:{5}:in', '*', 'r', "x$_") for 1 .. 3;
    my $report = json_of(0, qr/"ok": true/, 'records that wait are no loss',
        qw(audit --json));
    my ($p5) = grep { $_->{p} == 5 } @{ $report->{partitions} };
    is_deeply([@$p5{qw(added records after ok)}],
        [3, 0, 3, JSON::PP::true], 'they are counted');

    $r->cmd('XTRIM', 'relevo:{5}:in', 'MAXLEN', 2);
    cli_is(1, qr/partition 5 VIOLATED.*records are missing/,
        'law 1: a record that was trimmed away', 'audit');

    my $run = $r->cmd('INFO', 'server') =~ /run_id:(\w+)/ ? $1 : '';
    my @ids = map { $_->[0] } $r->stream('relevo:{5}:in');
    $w->pg->do(q{update core.partition_lease set records = 2, cursor = $1,
        run_id = $2 where partition = 5}, $ids[0], $run);
    cli_is(0, qr/both laws hold/, 'admitted up to a cursor in the middle',
        'audit');
    $w->pg->do(q{update core.partition_lease set records = 9
        where partition = 5});
    cli_is(1, qr/more records admitted than were ever added/,
        'law 1: Redis was rolled back', 'audit');
    $w->pg->do(q{update core.partition_lease set records = 2,
        run_id = 'other' where partition = 5});
    cli_is(1, qr/another Redis/, 'law 1: another Redis', 'audit');
    $w->pg->do(q{update core.partition_lease set run_id = $1
        where partition = 5}, $run);

    $w->pg->do(q{insert into core.tally (tenant_id, partition, admitted,
        applied, duplicate, dead) values ($1, 0, 7, 4, 1, 1)},
        $OPERATOR);
    cli_is(1, qr/VIOLATED: admitted is not applied/, 'law 2: an update is gone',
        'audit');
    $w->pg->do('update core.tally set dead = 2');
    cli_is(0, qr/both laws hold/, 'and found', 'audit');
    $w->pg->do('update core.tally set messages = 1');
    cli_is(1, qr/messages are not done \+ unfinished/,
        'law 2: a message is gone', 'audit');
    $w->pg->do('delete from core.tally');
};


subtest 'dead letters' => sub {
    my $add = sub {
        my ($channel, $account, $raw) = @_;
        return $w->pg->do(q{insert into core.dead_letter (tenant_id,
            partition, channel, account, reason, raw)
            values ($1, 0, $2, $3, 'parse', decode($4, 'hex')) returning id},
            $OPERATOR, $channel, $account, unpack 'H*', $raw);
    };
    my $element = '{"from":"52155","id":"wamid.D1","type":"text",'
        . '"text":{"body":"hola"}}';
    my $id = $add->('whatsapp', '777', $element);
    my $broken = $add->('whatsapp', '777', "{\"entry\":[\0");
    my $chat = $add->('webchat', 'demo', '{"id":"1","text":"x"}');

    cli_is(0, qr/^$id .*whatsapp +parse/m, 'listed', qw(dlq list));
    is(@{ json_of(0, qr/./, 'a limit', qw(dlq list --json --limit 2)) }, 2,
        'is kept');
    is(cli_is(0, qr/wamid/, 'shown', qw(dlq show --raw), $id), $element,
        'with its bytes');
    cli_is(1, qr/no dead letter/, 'an unknown one', qw(dlq show), $OPERATOR);

    $w->redis->cmd('CONFIG', 'SET', 'maxmemory', 1);
    cli_is(1, qr/OOM command not allowed/, 'Redis takes nothing', qw(dlq replay), $id);
    is($w->pg->value('select replayed_at from core.dead_letter where id = $1', $id), undef,
        'it is not marked: nothing was replayed');
    $w->redis->cmd('CONFIG', 'SET', 'maxmemory', 0);

    my $key;
    my $out = cli_is(0, qr/replayed as \d+-\d+ of partition \d+/, 'replayed',
        qw(dlq replay), $id);
    ($key) = $out =~ /of partition (\d+)/;
    my @entries = $w->redis->stream("relevo:{$key}:in");
    is(@entries, 1, 'one record');
    like($entries[0][1]{r}, qr/\Q$element\E\]/, 'with the bytes in an envelope');
    cli_is(0, qr/replayed before/, 'a second time does nothing',
        qw(dlq replay), $id);
    is(scalar(my @same = $w->redis->stream("relevo:{$key}:in")), 1,
        'no second record');
    cli_is(0, qr/replayed as/, 'unless it is wanted',
        qw(dlq replay --again), $id);
    cli_is(0, qr/replayed as/, 'broken bytes go as they are',
        qw(dlq replay), $broken);
    for my $channel (qw(messenger instagram)) {
        my $update = '{"sender":{"id":"7"},"message":{"mid":"m_1"}}';
        my $letter = $add->($channel, "page-$channel", $update);
        my $told = cli_is(0, qr/replayed as/, "an update of $channel",
            qw(dlq replay), $letter);
        my ($p) = $told =~ /of partition (\d+)/;
        my $object = $channel eq 'messenger' ? 'page' : 'instagram';
        like(($w->redis->stream("relevo:{$p}:in"))[-1][1]{r},
            qr/\{"object":"$object","entry":\[\{"id":"page-$channel","messaging":\[\Q$update\E\]\}\]\}/,
            'in an envelope of its own');
    }
    cli_is(1, qr/its visitor is not known/, 'a web chat letter cannot',
        qw(dlq replay), $chat);
    is($w->pg->value('select replays from core.dead_letter where id = $1',
        $chat), 0, 'and is not marked');

    cli_is(2, qr/"$_->[1]" is no id of a letter/, "$_->[0] $_->[1]", 'dlq', @$_)
        for [show => 'zzz'], [replay => "${chat}0"], [purge => substr $chat, 1];
    cli_is(2, qr/--older-days N or --all/, 'purge wants to know what',
        qw(dlq purge));
    cli_is(0, qr/^1 purged/, 'one', qw(dlq purge), $chat);
    cli_is(0, qr/^0 purged/, 'by age', qw(dlq purge --older-days 1));
    cli_is(0, qr/^4 purged/, 'all', qw(dlq purge --all));
};


# (what it does: 44_archive.t)
subtest 'the archive' => sub {
    cli_is(0, qr/^archived 0 conversations \(0 messages\), put off 0, failed 0, removed 0 objects$/m,
        'nothing to do', qw(archive run));
    cli_is(0, qr/^0 archives, 0 missing/m, 'nothing to verify', qw(archive verify));
    cli_is(2, qr/whose conversation\? --tenant SLUG/, 'of nobody', 'archive', 'run', '--conversation',
        '0197f0a0-0000-7000-8000-000000000001');
    cli_is(2, qr/--tenant SLUG is missing/, 'restored to nobody', qw(archive restore));
    cli_is(2, qr/did you mean "restore"/, 'a near miss', qw(archive restor));
    cli_is(1, qr/there is no object store/, 'no store', 'archive', 'run', '--set', 'store.dir=');
    cli_is(2, qr/archive\.days: "never" is not a number of days from 1 to 3650/, 'days that are none',
        qw(tenant set demo archive.days never));
};


subtest 'the doctor' => sub {
    cli_is(0, qr/^0 serious|nothing to complain/m, 'a healthy installation',
        'doctor');

    cli_is(0, qr/^0 serious/m, 'this machine is no network',
        qw(doctor --set whatsapp.api_base=http://127.0.0.1:9));
    cli_is(0, qr/note +deliver\.$_->[0] is /, "$_->[0] $_->[1]", 'doctor', '--set', "deliver.$_->[0]=$_->[1]")
        for [ambiguous_wait => '1s'], [limits => 'off'];

    my $admin = $w->redis;
    for my $bad (['appendfsync', 'everysec', 'always'],
                 ['maxmemory-policy', 'allkeys-lru', 'noeviction'],
                 ['no-appendfsync-on-rewrite', 'yes', 'no'],
                 ['appendonly', 'no', 'yes']) {
        my ($name, $value, $good) = @$bad;
        $admin->cmd('CONFIG', 'SET', $name, $value);
        cli_is(1, qr/serious +redis: $name is $value: .*; set it to $good/,
            "$name $value", 'doctor');
        $admin->cmd('CONFIG', 'SET', $name, $good);
    }

    $admin->cmd('ACL', 'SETUSER', 'default', 'on', 'nopass', '+@all', '~*');
    cli_is(1, qr/default user is on/, 'the default user', 'doctor');
    $admin->cmd('ACL', 'SETUSER', 'default', 'off', 'resetpass');

    $w->pg->do(q{alter role relevo_worker set synchronous_commit = off});
    cli_is(1, qr/synchronous_commit is off/, 'synchronous_commit', 'doctor');
    $w->pg->do(q{alter role relevo_worker reset synchronous_commit});

    my @log = ([log_error_verbosity => 'default', 'terse'], [log_statement => 'all', 'none']);
    for (@log) {
        $w->pg->do("alter role relevo_worker set $_->[0] = '$_->[1]'");
        cli_is(0, qr/note +postgres: $_->[0] is $_->[1]: .*what people wrote; set it to $_->[2]/,
            "$_->[0] $_->[1]", 'doctor');
        $w->pg->do("alter role relevo_worker reset $_->[0]");
    }

    cli_is(1, qr/serious +postgres: .* are 160 connections, max_connections leaves 57: /,
        'more connections than there are', qw(doctor --set worker.processes=2 --set postgres.connections=40));
    cli_is(0, qr/note +postgres: .*most= of relevo_api_postgres/, 'or no room for the API',
        qw(doctor --set worker.processes=2 --set postgres.connections=3));

    $admin->cmd('HDEL', 'relevo:meta', 'partitions');
    cli_is(1, qr/relevo:meta is missing.*relevo migrate/, 'no relevo:meta',
        'doctor');
    $admin->cmd('HSET', 'relevo:meta', 'partitions', 16);
    cli_is(1, qr/set partitions = 16/, 'another number of partitions',
        qw(doctor --set partitions=4));

    $w->pg->do(q{delete from core.schema_migration
        where name = (select max(name) from core.schema_migration)});
    cli_is(1, qr/1 migrations are not applied/, 'an old schema', 'doctor');

    my $secret = $w->write_file('secrets/open', "x\n", 0644);
    cli_is(1, qr/serious .*whatsapp\.token_file/, 'a secret everybody can read',
        'doctor', '--set', "whatsapp.token_file=$secret");
    cli_is(1, qr/texts\.dir/, 'no texts', qw(doctor --set texts.dir=/nowhere));
    cli_is(2, qr/lease\.ttl: 5000 ms is too short; use lease\.interval \+ 6000/,
        'a lease too short to send in', qw(worker --set lease.ttl=5s));
    cli_is(1, qr/configuration: .*lease\.ttl: 5000/, 'and the doctor says so',
        qw(doctor --set lease.ttl=5s));
    cli_is(1, qr/serious +lease\.ttl, .*lower lease\.ttl/, 'a lease too long to recover',
        qw(doctor --set lease.ttl=12s));
    cli_is(1, qr/serious +whatsapp\.api_base: .*in clear; use https/, 'a provider without TLS',
        qw(doctor --set whatsapp.api_base=http://graph.example.com));
    cli_is(1, qr/configuration: .*burst/, 'a configuration nothing starts with',
        qw(doctor --set turn.burst=1));
    cli_is(1, qr/redis: not reachable/, 'no Redis',
        qw(doctor --set redis.server=/nowhere/redis.sock));
    cli_is(1, qr/not reachable as postgres\.worker/, 'no PostgreSQL',
        'doctor', '--set', 'postgres.worker=host=/nowhere dbname=relevo');
};

Relevo::World->finish;
