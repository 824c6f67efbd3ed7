# Conversations that are over and old go to the object store and out of the
# database, and come back as they were; wherever it is interrupted, they are
# whole in one of the two.  docs/ARCHIVE.md

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Compress::Zlib ();
use Digest::SHA 'sha256_hex';
use JSON::PP;
use POSIX ();
use Test::More;

use Relevo::Api;
use Relevo::Pg;
use Relevo::S3;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my @TABLES = qw(message turn decision analysis note draft conversation_memory conversation_log
    search_doc);
# Of a conversation, and stay: their own days, or the row is a name or a number.
my %STAYS = map { $_ => 1 } qw(archive assignment callback dead_letter episode identity inbox label
    media notification outbox read_mark review ticket viewing work);

my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'archive.interval' => 0,
    'retention.turn_days' => 300, 'retention.interval' => '200ms' });
my $pg = $w->pg;
my $s3 = Relevo::S3->start($w->dir('bucket'));
my $tenant = $pg->value(q{select tenant_id from core.tenant where slug = 'demo'});

$pg->do(q{insert into core.agent (tenant_id, email, name) values ($1, 'a@x.test', 'Ana')}, $tenant);
my $agent = $pg->value(q{select id from core.agent where email = 'a@x.test'});

sub json_of { return decode_json($_[0]{out} || '{}') }
sub archive { return $w->cli('archive', @_) }
sub run_json { return json_of(archive('run', '--json', @_)) }

sub state_of {
    return $pg->value('select state from core.conversation where id = $1', $_[0]);
}

sub archives {
    return $pg->rows('select state, object, archived_at is not null as real from core.archive
        where conversation_id = $1 order by id', $_[0]);
}

# Every row of it, as text, but for what the moves of the archive itself log.
sub dump_of {
    my ($id) = @_;

    return { map { my $t = $_; ($t => [map { $_->{line} } $pg->rows(qq{
        select to_jsonb(x)::text as line from core.$t x where x.conversation_id = \$1
        } . ($t eq 'conversation_log'
            ? q{and coalesce(x.facts ->> 'reason', '') not in ('retention', 'restored')} : '')
        . ($t eq 'search_doc' ? q{and x.kind = 'message'} : '') . ' order by 1', $id)]) } @TABLES };
}

sub rows_of { my $d = dump_of($_[0]); my $n = 0; $n += @$_ for values %$d; return $n }

# Everything of it is so many days older.
sub age {
    my ($id, $days) = @_;

    $pg->do(q{update core.message m set id = overlay(m.id::text placing left(core.uuid7_floor(
            core.uuid7_at(m.id) - make_interval(days => $2))::text, 13) from 1 for 13)::uuid,
        created_at = created_at - make_interval(days => $2)
        where conversation_id = $1}, $id, $days);
    $pg->do(qq{update core.$_->[0] set $_->[1] = $_->[1] - make_interval(days => \$2)
        where conversation_id = \$1}, $id, $days)
        for ['note', 'created_at'], ['draft', 'updated_at'], ['ticket', 'updated_at'],
            ['callback', 'created_at'];
}

my $serial = 0;

# Somebody who has written and was answered, so many days ago.
sub conversation {
    my ($days, @texts) = @_;

    my $from = '3460000' . sprintf '%04d', ++$serial;
    @texts = ('How much does shipping cost?') if !@texts;
    is($w->webhook(wa_text($_, from => $from))->{status}, 200, 'accepted') for @texts;
    my $id;
    wait_until { $id = $pg->value(q{select c.id from core.conversation c join core.identity i
        on i.conversation_id = c.id where i.value = $1 and c.done_seq = c.last_seq and c.last_seq >= $2
        and not exists (select from core.outbox o where o.conversation_id = c.id and o.state <> 'sent')
        }, $from, scalar @texts) } 30, 'answered';
    $pg->do(q{insert into core.note (tenant_id, conversation_id, agent_id, text)
        values ($1, $2, $3, $4)}, $tenant, $id, $agent, "a note\nof two lines, ñ \"quoted\" \\ end");
    $pg->do(q{insert into core.draft (tenant_id, conversation_id, agent_id, text)
        values ($1, $2, $3, 'not sent')}, $tenant, $id, $agent);
    $pg->do(q{insert into core.conversation_memory (tenant_id, conversation_id, summary, summary_seq)
        values ($1, $2, 'what it was about', 1) on conflict do nothing}, $tenant, $id);
    # a line break between its values, and what a text may have
    $pg->do(q{update core.message set content = E'{"a":\n [1,\r\n2]}', raw = '\x00ff0a', errors = $2
        where conversation_id = $1 and direction = 'in' and seq = 1}, $id,
        [{ code => 1, title => "\x{f1} \\ \" \x{2028} \n" }]);
    $pg->do(q{select core.search_pass($1, 1000)}, $tenant);
    age($id, $days) if $days;
    # indexed by what it is called now
    $pg->do(q{insert into core.search_doc (tenant_id, id, kind, conversation_id, tsv)
        select m.tenant_id, m.id, 'message', m.conversation_id, core.search_tsv(m.tenant_id, 'message',
            m.text) from core.message m where conversation_id = $1 on conflict do nothing}, $id);
    return ($id, $from);
}


subtest 'every table that holds rows of a conversation is decided' => sub {
    my %goes = map { $_ => 1 } @TABLES;
    my @of = map { $_->{t} } $pg->rows(q{select c.relname as t from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'conversation_id'
        where c.relnamespace = 'core'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition});
    is_deeply([sort grep { !$goes{$_} && !$STAYS{$_} } @of], [],
        'it goes (0070_archive) or stays (docs/ARCHIVE.md)');
};


my ($old, $old_from) = conversation(100, 'How much does shipping cost?', 'and to the islands?');
my ($young) = conversation(80);
my ($busy) = conversation(100);
$pg->do(q{update core.conversation set state = 'human' where id = $1}, $busy);
my $before = dump_of($old);
is_deeply([grep { !@{ $before->{$_} } } @TABLES], [], 'it has rows in every table that goes')
    or diag explain $before;

subtest 'dry run' => sub {
    my $r = run_json('--dry-run');
    is($r->{archived}, 1, 'one is old enough');
    is_deeply(dump_of($old), $before, 'and is still here');
    is($pg->value('select count(*) from core.archive'), 0, 'nothing is written down');
};

subtest 'away, into the folder' => sub {
    my $r = run_json();
    is($r->{archived}, 1, 'one') or diag explain $r;
    is($r->{failed}, 0, 'nothing failed');
    is(state_of($old), 'archived', 'its state');
    is(state_of($young), 'bot', 'the young one stays');
    is(state_of($busy), 'human', "and what is a person's");
    is(rows_of($old), 0, 'its rows are gone');
    ok(rows_of($young) > 5, "others' are not");

    my ($a) = archives($old);
    is($a->{state}, 'kept', 'written down');
    like($a->{object}, qr{^\Q$tenant\E/archive/\d{4}/\d\d/[0-9a-f-]{36}\.ndjson\.gz$}, 'its name');
    open my $in, '<:raw', $w->dir('objects', $a->{object}) or die $!;
    my $text = Compress::Zlib::memGunzip(do { local $/; <$in> });
    my ($head, $body) = split /\n/, $text, 2;
    $head = decode_json($head);
    is($head->{relevo_archive}, 1, 'a header');
    is($head->{conversation}, $old, 'of this conversation');
    is($head->{sha256}, sha256_hex($body), 'with the digest of what follows');
    my %n;
    $n{ decode_json($_)->{t} }++ for split /\n/, $body;
    is_deeply(\%n, $head->{counts}, 'and the number of rows of each table');
    is_deeply(\%n, { map { $_ => scalar @{ $before->{$_} } } @TABLES }, 'all of them');
    my ($m) = grep { $_->{t} eq 'message' } map { decode_json($_) } split /\n/, $body;
    is($m->{r}{text}, 'How much does shipping cost?', 'as they were said, oldest first');
};

subtest 'what is left is right' => sub {
    my $audit = $w->cli('audit');
    is($audit->{status}, 0, 'both laws hold') or diag("$audit->{out}$audit->{err}");
    my ($l) = @{ decode_json(archive(qw(list --json --tenant demo))->{out}) };
    is("$l->{state} $l->{conversation}", "kept $old", 'list');
    is(decode_json(archive(qw(list --json), @$_)->{out})->[0]{conversation}, $old, "list @$_")
        for ['--conversation', $old], ['--from', '2000-01-01'], ['--to', '2100-01-01'];
    is(archive('list', @$_)->{out}, '', "list @$_: none")
        for ['--conversation', $young], ['--from', '2100-01-01'], ['--to', '2000-01-01'];
    is(archive(qw(restore --tenant demo --to 2000-01-01))->{out},
        "restored 0 archives with 0 messages, 0 failed\n", 'nor to restore');
    my $v = archive('verify');
    is($v->{status}, 0, 'verify') or diag("$v->{out}$v->{err}");
    like($v->{out}, qr/^1 archives, 0 missing, 0 damaged/m, 'all is there');
};

subtest 'back' => sub {
    my $r = archive(qw(restore --tenant demo --conversation), $old, '--dry-run');
    is($r->{status} . rows_of($old), '00', 'a dry run changes nothing');
    $r = archive(qw(restore --tenant demo --conversation), $old);
    is($r->{status}, 0, 'restored') or diag($r->{err});
    is_deeply(dump_of($old), $before, 'row for row');
    is(state_of($old), 'resolved', 'resolved');
    $r = archive(qw(restore --tenant demo --conversation), $old);
    is($r->{status}, 0, 'again: harmless');
    is_deeply(dump_of($old), $before, 'the same rows');
    is(run_json()->{archived}, 0, 'it is not archived again the next night');
    is($w->cli('audit')->{status}, 0, 'both laws hold');
};

# The hold is over.
sub let_go { $pg->do('update core.archive set hold_until = now() - interval $$1 s$$') }

subtest 'away again' => sub {
    let_go();
    is(run_json()->{archived}, 1, 'once the hold is over');
    is_deeply([map { $_->{state} } archives($old)], ['going', 'kept'],
        'the first object is not needed any more');
    is(run_json()->{removed}, 1, 'and is removed by the next run');
    my ($gone, $kept) = archives($old);
    is($gone->{state}, 'gone', 'which says so');
    ok(-f $w->dir('objects', $kept->{object}), 'the other one stays');
    is(archive('verify')->{status}, 0, 'all is well');
};

subtest 'the customer writes again' => sub {
    is($w->webhook(wa_text('hello again', from => $old_from))->{status}, 200, 'accepted');
    wait_until { $pg->value(q{select done_seq >= 3 and state = 'bot' from core.conversation
        where id = $1}, $old) } 30, 'it is answered by the bot';
    is($pg->value('select episode from core.conversation where id = $1', $old), 2,
        'a new episode, of the same conversation');
    is($pg->value(q{select string_agg(seq::text, ' ' order by seq) from core.message
        where conversation_id = $1 and direction = 'in'}, $old), '3', 'without the past, numbered on');
    is($w->cli('audit')->{status}, 0, 'both laws hold');
    my $r = archive(qw(restore --tenant demo --conversation), $old);
    is($r->{status}, 0, 'its past can be had back');
    is(state_of($old), 'bot', 'and it goes on');
    is($pg->value(q{select string_agg(seq::text, ' ' order by seq) from core.message
        where conversation_id = $1 and direction = 'in'}, $old), '1 2 3', 'whole');
    is($w->cli('audit')->{status}, 0, 'both laws hold');
};
let_go();


sub objects { return grep { -f } glob $w->dir('objects', $tenant, 'archive', '*', '*', '*') }

sub slurp { local $/; open my $in, '<:raw', $_[0] or return ''; return <$in> }

sub dies_at {
    my ($point, @args) = @_;

    local $ENV{RELEVO_FAILPOINTS} = "$point=kill9\@1";
    return archive('run', @args)->{signal};
}

# What a dead process was writing is given up after an hour.
sub hour_later { $pg->do(q{update core.archive set until = now() - interval '1 s' where state = 'writing'}) }

subtest 'killed at each side' => sub {
    run_json();
    my $objects = objects();
    for my $point (qw(after_begin before_put after_put before_commit)) {
        my ($id) = conversation(100);
        my $was = dump_of($id);
        is(dies_at("archive.$point"), 9, "killed $point");
        is_deeply(dump_of($id), $was, 'everything is in the database');
        is(state_of($id), 'bot', 'as it was');
        is(run_json()->{archived}, 0, 'nobody else touches it within the hour');
        hour_later();
        my $r = run_json();
        is("$r->{archived} $r->{removed} $r->{failed}", '1 1 0', 'then it is begun anew');
        is(state_of($id), 'archived', 'and archived');
        is(objects(), ++$objects, 'one object, no orphan');
    }
    my ($id) = conversation(100);
    my $was = dump_of($id);
    is(dies_at('archive.after_commit'), 9, 'killed after_commit');
    is(state_of($id) . rows_of($id), 'archived0', 'archived');
    is(objects(), ++$objects, 'with its object');
    is(archive('verify')->{status}, 0, 'which is whole');
    is(archive(qw(restore --tenant demo --conversation), $id)->{status}, 0, 'and comes back');
    is_deeply(dump_of($id), $was, 'row for row');
    is($w->cli('audit')->{status}, 0, 'both laws hold');
    let_go();
    run_json();
    is(dies_at('archive.after_remove'), 9, 'killed after the removal of the old object');
    is(run_json()->{removed}, 1, 'which is repeated');
    is(archive('verify')->{status}, 0, 'all is well');
};

# Its rows and its object's name, as the command has them before it writes.
sub begin_of {
    return $pg->row(q{select (b.head::jsonb ->> 'archive') as id, b.body from core.archive_begin($1, $2,
        now() - interval '90 days', 60) b}, $tenant, $_[0]);
}

sub commit_of { return $pg->value('select core.archive_commit($1, $2, 1)', $tenant, $_[0]) }
sub give_up { $pg->value('select core.archive_abandon($1, $2)', $tenant, $_[0]) }

subtest 'what comes meanwhile undoes it' => sub {
    my ($id, $from) = conversation(100);
    my $was = dump_of($id);
    my %change = (
        'another text' => q{update core.message set text = 'changed' where conversation_id = $1
            and seq = 1 and direction = 'in'},
        'a status' => q{update core.message set status = 'read' where conversation_id = $1
            and direction = 'out'},
        'another note' => q{insert into core.note (tenant_id, conversation_id, text, created_at)
            select tenant_id, id, 'x', now() - interval '200 days' from core.conversation where id = $1},
        'a turn less' => q{delete from core.turn where conversation_id = $1});
    for my $what (sort keys %change) {
        my $a = begin_of($id);
        ok($a->{id}, "$what: begun");
        $pg->do($change{$what}, $id);
        my $now = dump_of($id);
        is($pg->try('select core.archive_commit($1, $2, 1)', $tenant, $a->{id}), '40001', 'refused');
        is_deeply(dump_of($id), $now, 'all rows are here');
        is(state_of($id), 'bot', 'nothing has moved');
        give_up($a->{id});
    }
    my $a = begin_of($id);
    is($w->webhook(wa_text('one more thing', from => $from))->{status}, 200, 'the customer writes');
    wait_until { $pg->value('select done_seq = 2 from core.conversation where id = $1', $id) } 30, 'answered';
    is(commit_of($a->{id})->{error}, 'young', 'and it is young again');
    give_up($a->{id});
    is(commit_of($a->{id})->{error}, 'given up meanwhile', 'what was given up is not committed');
};

subtest 'what keeps it here' => sub {
    my ($id) = conversation(100);
    my $ask = sub {
        return $pg->value(q{select coalesce(core.archive_refusal(c, now() - interval '90 days'), 'goes')
            from core.conversation c where id = $1}, $id);
    };
    is($ask->(), 'goes', 'nothing');
    my @cases = (
        [state => q{update core.conversation set state = 'pending_handoff' where id = $1}],
        [work => q{update core.conversation set last_seq = last_seq + 1 where id = $1}],
        [empty => q{delete from core.message where conversation_id = $1}],
        [young => q{insert into core.message (tenant_id, id, conversation_id, seq, direction, origin,
            epoch, type, at) select tenant_id, core.uuid7(), id, 1, 'out', 'bot', 1, 'text', now()
            from core.conversation where id = $1}],
        [ticket => q{insert into core.ticket (tenant_id, number, conversation_id, source_type, origin,
            subject, priority, category, reason, status, updated_at) select tenant_id, 'T-1', id, 'chat',
            'bot', 'x', 'low', 'other', 'x', 'awaiting_customer', now() - interval '1 year'
            from core.conversation where id = $1}],
        [ticket => q{insert into core.ticket (tenant_id, number, conversation_id, source_type, origin,
            subject, priority, category, reason, status, closed_at) select tenant_id, 'T-1', id, 'chat',
            'bot', 'x', 'low', 'other', 'x', 'closed', now() from core.conversation where id = $1}],
        [outbox => q{update core.outbox set state = 'pending' where conversation_id = $1}],
        [callback => q{insert into core.callback (tenant_id, conversation_id, contact_id, from_seq)
            select tenant_id, id, contact_id, 1 from core.conversation where id = $1}],
        [timer => q{insert into core.timer (tenant_id, partition, due_at, kind, ref) select tenant_id, 99,
            now() + interval '1 day', 'csat', id || ' 1' from core.conversation where id = $1}],
        [media => q{insert into core.media (tenant_id, conversation_id, message_id, seq, ord, partition,
            channel, account, kind, source, deadline_at) select tenant_id, id, id, 1, 0, 99, 'x', 'x',
            'image', '{}', now() from core.conversation where id = $1}],
        [desk => q{update core.draft set updated_at = now() where conversation_id = $1}],
    );
    for my $case (@cases) {
        my ($why, $sql) = @$case;
        $pg->do('begin');
        $pg->do($sql, $id);
        is($ask->(), $why, $why);
        $pg->do('rollback');
    }
    is($ask->(), 'goes', 'nothing of it is left');
};

subtest 'an object that is not what was written' => sub {
    let_go();
    run_json();
    my ($id) = conversation(100);
    is(run_json()->{archived}, 1, 'archived');
    my ($a) = archives($id);
    my $path = $w->dir('objects', $a->{object});
    my $good = slurp($path);
    my $text = Compress::Zlib::memGunzip(my $copy = $good);     # it eats what it is given
    my %bad = ('cut off' => substr($good, 0, -20), 'empty' => '', 'no gzip' => 'x' x 500,
        'another word' => Compress::Zlib::memGzip($text =~ s/shipping/SHIPPING/r),
        'a line less' => Compress::Zlib::memGzip($text =~ s/^[^\n]*"t":"note"[^\n]*\n//mr),
        "another's" => Compress::Zlib::memGzip($text =~ s/("conversation" : ")./${1}f/r));
    for my $what (sort keys %bad) {
        open my $out, '>:raw', $path or die $!;
        print $out $bad{$what};
        close $out;
        my $v = archive('verify');
        is($v->{status}, 1, "verify: $what");
        like($v->{out}, qr/\Q$a->{object}\E: damaged\n.* 0 missing, 1 damaged/, 'said');
        is(archive(qw(restore --tenant demo --conversation), $id)->{status}, 1, 'not restored');
        is(rows_of($id) . state_of($id), '0archived', 'nothing has changed');
    }
    unlink $path;
    like(archive('verify')->{out}, qr/: missing\n.* 1 missing, 0 damaged/, 'verify: missing');
    is(archive(qw(restore --tenant demo --conversation), $id)->{status}, 1, 'not restored');
    open my $out, '>:raw', $path or die $!;
    print $out $good;
    close $out;
    my $v = archive('verify');
    is($v->{status}, 0, 'put back: all is well') or diag("$v->{out}$v->{err}");
    is($pg->value('select core.archive_restore($1, id, $3, 30) ->> $4 from core.archive
        where conversation_id = $2', $tenant, $id, "{}\n", 'error'), 'damaged', 'the database looks, too');
};

subtest 'it is read back before anything is dropped' => sub {
    my ($id) = conversation(100);
    my $was = dump_of($id);
    my $dir = $w->dir('failpoints');
    mkdir $dir;
    my %had = map { $_ => 1 } objects();
    # the process stops itself once the object is there; then it is another
    my $pid = fork() // die "fork: $!";
    if (!$pid) {
        my ($process) = eval { wait_until { map { slurp($_) =~ /(\d+)/ } glob "$dir/*" } 30, 'stopped' };
        ($process) = map { slurp($_) =~ /(\d+)/ } glob "$dir/*";
        wait_until { slurp("/proc/$process/stat") =~ /\) T / } 30, 'it has stopped';
        for my $path (grep { !$had{$_} } objects()) {
            open my $out, '>:raw', $path or die $!;
            print $out 'y' x 100;
            close $out;
        }
        kill CONT => $process;
        POSIX::_exit(0);
    }
    my $r;
    {
        local @ENV{qw(RELEVO_FAILPOINTS RELEVO_FAILPOINTS_DIR)} = ('archive.after_put=stop@1', $dir);
        $r = archive('run');
    }
    waitpid $pid, 0;
    is($r->{status}, 1, 'the run fails');
    like($r->{err}, qr/^relevo: \Q$id\E: damaged$/m, 'and says why');
    is_deeply(dump_of($id), $was, 'all rows are here');
    is(state_of($id), 'bot', 'nothing has moved');
    like($w->cli('doctor')->{out}, qr/archive: at .* 1 conversations or objects failed: damaged/,
        'doctor knows');
    my $next = run_json();
    is("$next->{archived} $next->{removed}", '1 1', 'the next run does it, and removes the bad one');
    unlike($w->cli('doctor')->{out}, qr/archive:/, 'doctor has nothing to say');
};

subtest 'an object that no row names' => sub {
    my $name = "$tenant/archive/2026/01/01977f0a-0000-7000-8000-000000000001.ndjson.gz";
    my $file = $w->dir('objects', $name);
    is(run_json(qw(--orphans --older 0))->{removed}, 0, 'there is none');
    is($w->cli(qw(media put), $w->dir('relevo.conf'), $name)->{status}, 0, 'put');
    is(archive('verify')->{status}, 0, 'a young one is not looked at');
    my $v = archive(qw(verify --older 0));
    is($v->{status}, 1, 'verify');
    like($v->{out}, qr/\Q$name\E: no row names it\n.*, 1 that no row names$/m, 'tells');
    is(run_json()->{removed} . -f $file, '01', 'it is left alone');
    is(run_json('--orphans')->{removed} . -f $file, '01', 'while it is young');
    is(run_json(qw(--orphans --older 0 --dry-run))->{removed} . -f $file, '11', 'counted');
    is(run_json(qw(--orphans --older 0))->{removed}, 1, 'removed when asked for');
    ok(!-f $file, 'it is gone');
    is(archive(qw(verify --older 0))->{status}, 0, 'all others are there');
};

subtest 'a store that is away' => sub {
    my ($id) = conversation(100);
    my $was = dump_of($id);
    $w->part('worker')->write('store.dir' => '/dev/null/objects');
    my $r = archive('run');
    is($r->{status}, 1, 'the run fails');
    is_deeply(dump_of($id), $was, 'nothing is dropped');
    $w->part('worker')->write('store.dir' => '');
    like($w->cli('doctor')->{out}, qr/archive: there is no object store/, 'none: doctor says so');
    like(archive('run')->{err}, qr/there is no object store .*: nothing is archived/, 'and so does the run');
    is_deeply(dump_of($id), $was, 'nothing is dropped');
    $w->part('worker')->write('store.dir' => $w->dir('objects'));
    is(run_json()->{archived}, 1, 'later it goes');
};

subtest 'erased and forgotten' => sub {
    my ($id, $from) = conversation(100);
    my ($two, $from_two) = conversation(100);
    is(run_json()->{archived}, 2, 'two archived');
    my ($path, $path_two) = map { $w->dir('objects', (archives($_))[0]{object}) } $id, $two;
    my $r = $w->cli(qw(contact forget --tenant demo), "wa_id:$from_two");
    is($r->{status}, 0, 'the second one is forgotten');
    $r = $w->cli(qw(contact erase --tenant demo), "wa_id:$from");
    is($r->{status}, 0, 'the first erased') or diag($r->{err});
    like($r->{out}, qr/archives 1 erased\ntheir objects are removed by the next/, 'its object is named');
    is((archives($id))[0]{state}, 'going', 'and on its way out');
    is(archive(qw(restore --tenant demo --conversation), $id)->{status} . rows_of($id), '00',
        'there is nothing to restore');

    $w->part('worker')->write('store.dir' => '/dev/null/objects');
    $r = archive('run');
    is($r->{status}, 1, 'where the store fails, it is said');
    is((archives($id))[0]{state}, 'going', 'and not taken for done');
    ok(-f $path, '(it is there)');
    $w->part('worker')->write('store.dir' => $w->dir('objects'));
    is(run_json()->{removed}, 1, 'the next run removes it');
    ok(!-f $path, 'it is gone');
    is_deeply([map { $_->{state} . ($_->{object} // '') } archives($id)], ['gone'], 'and its name');
    is($w->cli('audit')->{status}, 0, 'both laws hold');

    ok(-f $path_two, "the other's is there");
    is(archive(qw(restore --tenant demo --conversation), $two)->{status}, 0, 'and comes back');
    my $d = dump_of($two);
    is(@{ $d->{conversation_memory} } . (@{ $d->{message} } > 1), '01',
        'without what was learnt of the person');
};

subtest 'erased while it goes or comes' => sub {
    my ($goes, $goes_from) = conversation(100);
    my ($comes) = conversation(100);
    run_json('--tenant', 'demo', '--conversation', $comes);
    my $kept = $pg->value(q{select id from core.archive where conversation_id = $1}, $comes);
    $pg->do(q{update core.conversation set language = null where id in ($1, $2)}, $goes, $comes);
    my $archiver = Relevo::Pg->new($w->part('postgres')->conninfo('relevo_worker'));
    $archiver->do(q{set lock_timeout = '100ms'});
    $pg->do('begin');
    $pg->do(q{select core.contact_erase(tenant_id, contact_id) from core.conversation
        where id in ($1, $2)}, $goes, $comes);
    is($archiver->try(q{select core.archive_begin($1, $2, now() - interval '90 days', 60)}, $tenant, $goes),
        '55P03', 'what is being erased does not go before that is done');
    is($archiver->try(q{select core.archive_restore($1, $2, '', 30)}, $tenant, $kept), '55P03',
        'and does not come back');
    $pg->do('commit');
    is($archiver->value(q{select core.archive_restore($1, $2, '', 30) ->> 'error'}, $tenant, $kept),
        'there is none to restore', 'nor after it');
    my $erased = begin_of($goes);
    unlike($erased->{body}, qr/shipping/, 'what goes later has nothing of it');
    give_up($erased->{id});
    run_json();
};

subtest 'days of a tenant' => sub {
    let_go();
    run_json();
    my ($id) = conversation(20);
    is(run_json()->{archived}, 0, 'twenty days are young');
    is($w->cli(qw(tenant set demo archive.days off))->{status}, 0, 'off');
    my ($old) = conversation(500);
    is(run_json()->{archived}, 0, 'nothing goes');
    is($w->cli(qw(tenant set demo archive.days 10))->{status}, 0, 'ten');
    is(run_json('--dry-run', '--limit', 1)->{archived}, 1, 'at most --limit');
    is(run_json('--tenant', 'demo', '--conversation', $id)->{archived}, 1, 'one alone');
    is(state_of($id) . state_of($old), 'archivedbot', 'that one');
    is(run_json()->{archived}, 2, 'and the rest, with the one of eighty days');
    is($w->cli(qw(tenant set demo archive.keep 30))->{status}, 0, 'kept for thirty days');
    my ($a) = archives($id);
    is(run_json()->{removed}, 0, 'they are younger');
    $pg->do(q{update core.archive set archived_at = now() - interval '31 days'
        where conversation_id = $1}, $id);
    is(run_json()->{removed}, 1, 'one is older');
    ok(!-f $w->dir('objects', $a->{object}), 'and gone');
    $w->cli(qw(tenant set demo), $_, 'default') for qw(archive.days archive.keep);
};

subtest 'sealed' => sub {
    $w->part('worker')->write('store.key_file' => $w->secret_file('seal_key'));
    my ($id) = conversation(100);
    my $was = dump_of($id);
    is(run_json()->{archived}, 1, 'archived');
    like(slurp($w->dir('objects', (archives($id))[0]{object})), qr/^RLVOBJ1\n/, 'sealed before it left');
    is(archive('verify', '--conversation', $id, '--tenant', 'demo')->{status}, 0, 'verify');
    is(archive(qw(restore --tenant demo --conversation), $id)->{status}, 0, 'restored');
    is_deeply(dump_of($id), $was, 'row for row');
    $w->part('worker')->write('store.key_file' => '');
};

subtest 'into a bucket, by the worker itself' => sub {
    my ($id) = conversation(100);
    my $was = dump_of($id);
    $w->part('worker')->write($s3->settings($w), 'archive.interval' => '300ms');
    $w->restart('worker');
    wait_until { state_of($id) eq 'archived' } 60, 'archived';
    my ($a) = archives($id);
    ok((grep { m{^200 PUT /media/\Q$a->{object}\E } } $s3->requests), 'put into the bucket');
    wait_until { join('', values %{ $w->redis->hash('relevo:stats') }) =~ /"archived":[1-9]/ } 30, 'counted';
    is(archive('verify', '--tenant', 'demo', '--conversation', $id)->{status}, 0, 'verify');
    is(archive(qw(restore --tenant demo --conversation), $id)->{status}, 0, 'restored')
        or diag(join "\n", $s3->requests);
    is_deeply(dump_of($id), $was, 'row for row');
};

subtest 'the worker without a store' => sub {
    my ($id) = conversation(100);
    $w->part('worker')->write('store.kind' => 'file', 'store.dir' => '', 'archive.interval' => '100ms');
    $w->restart('worker');
    my $said = sub { return scalar(() = slurp($w->log('worker')) =~ /"archive\.no_store"/g) };
    my $at = sub {
        my $all = join ' ', values %{ $w->redis->hash('relevo:stats') };
        my ($newest) = sort { $b <=> $a } $all =~ /"at_ms": ?(\d+)/g;
        return $newest // 0;
    };
    wait_until { $said->() } 30, 'it is said';
    my $then = $at->();
    wait_until { $at->() > $then + 1500 } 30, 'some rounds of housekeeping are over';
    is($said->(), 1, 'once');
    is(state_of($id), 'bot', 'nothing is archived');
    $w->part('worker')->write($s3->settings($w), 'store.dir' => $w->dir('objects'), 'archive.interval' => 0);
    $w->restart('worker');
};

subtest 'what people see of it' => sub {
    my $api = Relevo::Api->key($w, 'demo', '*');
    my ($id) = conversation(100);
    $pg->do(q{insert into core.label (tenant_id, conversation_id, label) values ($1, $2, 'vip')},
        $tenant, $id);
    my $path = "/api/v1/conversations/$id";
    is($api->get($path)->{json}{archived}, undef, 'nothing is away');
    archive('run', '--tenant', 'demo', '--conversation', $id);
    my $c = $api->get($path)->{json};
    is($c->{state}, 'archived', 'its state');
    like($c->{archived}{at}, qr/^20\d\d-/, 'since when');
    is($c->{archived}{messages}, 2, 'how much');
    ok($c->{archived}{restorable}, 'and that it can be had back');
    is_deeply($api->get("$path/messages")->{json}{items}, [], 'no message');
    is($api->get("$path/timeline")->{status}, 200, 'its timeline opens');
    my $listed = sub {
        return scalar grep { $_->{id} eq $id } @{ $api->get("/api/v1/conversations?$_[0]")->{json}{items} };
    };
    is($listed->($_), 1, "listed: $_") for 'state=archived', 'state=archived&page=1', 'label=vip',
        "contact=$c->{contact}{id}", 'state=archived&channel=whatsapp&limit=50';
    is($listed->('state=archived&channel=telegram'), 0, 'not listed: another channel');
    my $first = $api->get('/api/v1/conversations?state=archived&limit=1')->{json};
    my $second = $api->get("/api/v1/conversations?state=archived&limit=1&cursor=$first->{next}")->{json};
    isnt($second->{items}[0]{id}, $first->{items}[0]{id}, 'page by page');
    is($w->cli(qw(contact erase --tenant demo), $c->{contact}{id})->{status}, 0, 'erased');
    ok(!$api->get($path)->{json}{archived}{restorable}, 'it cannot be had back then');
};

subtest 'whose it is' => sub {
    my $other = Relevo::Pg->new($w->part('postgres')->conninfo('relevo_web'));
    is($other->value('select count(*) from core.archive'), 0, 'no tenant, no row');
    $other->do(q{select set_config('relevo.tenant', $1, false)}, $tenant);
    cmp_ok($other->value('select count(*) from core.archive'), '>', 5, "a tenant's own");
    my $worker = Relevo::Pg->new($w->part('postgres')->conninfo('relevo_worker'));
    is($worker->try('delete from core.message'), '42501', 'the worker may not delete a message');
    is($worker->try('select core.archive_drop(tenant_id, id) from core.archive limit 1'), 'P0002',
        'and archive_drop only what is being written');
};

Relevo::World->finish;
