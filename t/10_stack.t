# build.sh as a person uses it: up, again, settings, a busy port, a second
# stack, a dead component, down; as this user and, when that is root, as
# another one too.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";

use Cwd ();
use File::Path qw(remove_tree);
use File::Temp ();
use IO::Socket::INET;
use JSON::PP ();
use POSIX ();
use Test::More;

use Relevo::Http;
use Relevo::Pg;
use Relevo::Process;
use Relevo::Redis;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;
use Relevo::World::Logs;

my $top = Cwd::abs_path("$FindBin::Bin/..");
my $tmp = File::Temp::tempdir('relevo-XXXXXX', TMPDIR => 1, CLEANUP => 0);
chmod 0755, $tmp;

my @started;            # [runner, folder], for the end
my $owner = $$;


# A clone as some user sees it: runs build.sh there.
sub runner {
    my ($dir, @as) = @_;

    return sub {
        my (@argv) = @_;

        my $out = "$tmp/out";
        unlink $out;
        my $pid = fork() // die "fork: $!";
        if ($pid == 0) {
            open STDIN, '<', '/dev/null';
            open STDOUT, '>', $out;
            open STDERR, '>&', \*STDOUT;
            chdir $dir;
            exec @as, './build.sh', @argv or POSIX::_exit(127);
        }
        waitpid $pid, 0;
        my $status = $? >> 8;
        open my $in, '<', $out;
        local $/;
        return { status => $status, out => <$in> // '' };
    };
}


sub lines {
    my ($file) = @_;

    open my $in, '<', $file or return;
    chomp(my @lines = <$in>);
    return @lines;
}


# Not even as a zombie that nobody has fetched yet.
sub runs {
    my ($pid) = @_;

    my ($stat) = lines("/proc/$pid/stat");
    return defined $stat && $stat !~ /\) Z /;
}


# As a shell would source it.
sub env_of {
    my ($dir) = @_;

    return { map { /^export (\w+)='(.*)'$/ } lines("$dir/env") };
}


sub pids_of {
    my ($env) = @_;

    return map {
        my $name = $_;
        my ($pid) = lines("$env->{RELEVO_PIDS}/$name.pid");
        $pid ? ($name => $pid) : ();
    } qw(redis postgres nginx worker);
}


sub user_of { return (stat "/proc/$_[0]")[4] }

sub up {
    my ($run, $dir, @args) = @_;

    push @started, [$run, $dir];
    my $r;
    my $seconds = elapsed { $r = $run->('up', '--dir', $dir, @args) };
    return ($r, $seconds);
}


sub stack_works {
    my ($env) = @_;

    my ($address) = $env->{RELEVO_URL} =~ m{^http://(.*)};
    is(http($address, GET => '/readyz')->{status}, 200, 'ready');
    is(http($address, GET => '/console/chat/')->{status}, 200, 'chat page');
    like(http($address, GET => '/metrics')->{body}, qr/^relevo_/m, 'metrics');
    ok((wait_for { http($address, GET => '/files?t=x')->{status} == 404 } 10),
        'the worker is asked for files, and has not this one');

    my $body = wa_body({ account => $env->{WHATSAPP_PHONE_NUMBER_ID} },
        wa_text('hola', from => '521555' . int rand 1e6));
    my $r = post_signed($address, '/webhooks/whatsapp',
        $env->{WHATSAPP_APP_SECRET}, $body);
    is($r->{status}, 200, 'a signed webhook is accepted');

    $r = http($address, GET => '/webhook?hub.mode=subscribe&hub.challenge=42'
        . "&hub.verify_token=$env->{WHATSAPP_VERIFY_TOKEN}");
    is($r->{body}, '42', 'verification');

    $r = http($address, GET => '/api/v1/tenants',
        headers => { Authorization => "Bearer $env->{RELEVO_ADMIN_TOKEN}" });
    like($r->{body}, qr/"slug": ?"demo"/, 'the operator sees the tenants') or diag($r->{status});

    my $pg = Relevo::Pg->new($env->{RELEVO_DATABASE_URL});
    ok((wait_for { $pg->value('select count(*) from core.message') } 10),
        'it reached the database');
    is($pg->value('select rolsuper from pg_roles where rolname = current_user'),
        JSON::PP::true, 'the database URL has full rights');

    my ($user, $password, $redis) = $env->{RELEVO_REDIS_URL}
        =~ m{^redis://(\w+):(\w+)\@([^/]+)/0$};
    my $client = Relevo::Redis->new($redis, user => $user,
        password => $password);
    is($client->cmd(qw(CONFIG GET appendfsync))->[1], 'always',
        'the Redis URL too');
    is($client->hash('relevo:meta')->{partitions}, 16, 'relevo:meta');
}


# The links that `up` prints log in once, the agent and the administrator; they
# are in no file.  Files may be sent both ways.
sub demo_works {
    my ($out, $port) = @_;

    my $address = "127.0.0.1:$port";
    is(http($address, GET => "/console/$_/")->{status}, 200, $_) for qw(demo desk);

    for (['demo', 'agent'], ['desk', 'admin']) {
        my ($page, $role) = @$_;
        my ($tenant, $email, $password) = $out =~ m{^\ \ http://127\.0\.0\.1:$port/console/$page/
            \#/demo\?tenant=(\w+)&email=($role\@[\w.]+)&password=(\w{20,})$}mx;
        ok($password, "up prints the link of the $role") or return diag($out);
        my $login = sub { http($address, POST => '/api/v1/session',
            headers => { 'Content-Type' => 'application/json' },
            body => JSON::PP->new->encode({ tenant => $tenant, email => $email,
                password => $password, cookie => JSON::PP::false })) };
        my $r = $login->();
        is($r->{status}, 201, 'its password is good');
        is($login->()->{status}, 401, '... once');
        my %token = (Authorization => 'Bearer ' . JSON::PP::decode_json($r->{body})->{token});
        is(JSON::PP::decode_json(http($address, GET => '/api/v1/me', headers => \%token)->{body})
            ->{role}, $role, "... of an $role");
        is(http($address, POST => '/api/v1/conversations/00000000-0000-4000-8000-000000000000/attachments'
            . '?name=a.txt', headers => { %token, 'Content-Type' => 'text/plain' },
            body => 'x' x 2_000_000)->{status}, 404, 'a large file may come to a conversation');
    }

    my $token = JSON::PP::decode_json(http($address, POST => '/chat/demo/session')->{body})->{token};
    my $file = 0;
    my $send = sub { http($address, POST => '/chat/demo/media?name=a.txt&id='
        . '00000000-0000-4000-8000-00000000000' . $file++, body => $_[0],
        headers => { Authorization => "Bearer $token", 'Content-Type' => 'text/plain' })->{status} };
    is($send->("hello\n"), 200, 'a visitor sends a file');
    ok((wait_for { my $r = http($address, GET => '/chat/demo/messages',
        headers => { Authorization => "Bearer $token" });
        $r->{status} == 200 && $r->{body} =~ m{"url" ?: ?"/} } 30), '... that is read and kept');
    is($send->('x' x (18 << 20)), 413, '... not any file');
    return;
}


sub whole_life {
    my ($run, $dir) = @_;

    my $port = Relevo::World::free_port();
    my ($r, $seconds) = up($run, $dir, '--port', $port);
    is($r->{status}, 0, sprintf 'up (%.1f s)', $seconds) or diag($r->{out});
    like($r->{out}, qr{^  chat +http://127\.0\.0\.1:$port/console/chat/}m,
        'URLs are printed');
    demo_works($r->{out}, $port);
    in_time($seconds, 15, 'a built stack is up within 15 s');

    my $env = env_of($dir);
    is_deeply([sort keys %$env], [sort qw(RELEVO_URL RELEVO_REDIS_URL
        RELEVO_DATABASE_URL RELEVO_ADMIN_TOKEN WHATSAPP_APP_SECRET
        WHATSAPP_VERIFY_TOKEN WHATSAPP_PHONE_NUMBER_ID RELEVO_PIDS)],
        'env has exactly what is promised');
    is((stat "$dir/env")[2] & 077, 0, 'env is for its owner only');
    stack_works($env);

    vectors_on($dir);

    my %pid = pids_of($env);
    is(keys %pid, 4, 'four pid files');
    is($run->('status', '--dir', $dir)->{status}, 0, 'status: runs');

    ($r, $seconds) = up($run, $dir);
    is($r->{status}, 0, sprintf 'again (%.1f s)', $seconds) or diag($r->{out});
    is_deeply({ pids_of($env) }, \%pid, 'nothing was restarted');
    is_deeply(env_of($dir), $env, 'the same secrets and ports');

    subtest 'settings' => sub {
        my $r = $run->('up', '--dir', $dir, '--set', 'turn.burst_sm=5');
        isnt($r->{status}, 0, 'an unknown key is refused');
        like($r->{out}, qr/turn\.burst_sm.*turn\.burst_ms/,
            'and the nearest named');
        for my $bad (qw(turn.burst_ms=soon dedup.keep_days=1 lease.ttl=5s whatsapp.api_base=nowhere)) {
            isnt($run->('up', '--dir', $dir, '--set', $bad)->{status}, 0, "$bad is refused");
        }
        is_deeply({ pids_of($env) }, \%pid, 'nothing was touched');

        $r = $run->('up', '--dir', $dir, '--set', 'turn.burst_ms=7',
            '--set', 'whatsapp.api_base=http://127.0.0.1:1');
        is($r->{status}, 0, 'good ones are applied') or diag($r->{out});
        my %now = pids_of($env);
        isnt($now{worker}, $pid{worker}, 'the worker was restarted');
        is($now{$_}, $pid{$_}, "$_ was not") for qw(redis postgres nginx);

        $run->('up', '--dir', $dir, '--set', 'log.level=warn');
        open my $in, '<', "$dir/relevo.conf";
        my $text = join '', <$in>;
        like($text, qr/^turn\.burst_ms = 7$/m, 'earlier settings are kept');
        like($text, qr/^log\.level = warn$/m, 'beside new ones');
    };

    subtest 'a dead component' => sub {
        my %now = pids_of($env);
        kill 'KILL', $now{redis};
        ok((wait_for { !runs($now{redis}) } 5), 'Redis is killed');
        my $r = $run->('status', '--dir', $dir);
        isnt($r->{status}, 0, 'status tells by its exit code');
        like($r->{out}, qr/not running: redis/, 'and by name');
        ($r) = up($run, $dir);
        is($r->{status}, 0, 'up repairs it') or diag($r->{out});
        stack_works($env);
    };

    like($run->('logs', '--dir', $dir, 'redis')->{out}, qr/Ready|ready/,
        'logs of a component');
    isnt($run->('logs', '--dir', $dir, 'nosuch')->{status}, 0,
        'logs of none is an error');

    return ($env, $port);
}


# The last word of the migrations, where this PostgreSQL has pgvector.
sub vectors_on {
    my ($dir) = @_;

    my $has = -e qx(pg_config --sharedir) =~ s/\n//r . '/extension/vector.control';
    open my $in, '<', "$dir/logs/migrate.log" or die "migrate.log: $!";
    my ($last) = (grep { /^vectors:/ } <$in>)[-1];
    like($last, $has ? qr/^vectors: on/ : qr/^vectors: off.*not installed/, 'pgvector is used where it is');
}


sub stack_ends {
    my ($run, $dir, $env) = @_;

    my %pid = pids_of($env);
    my $r = $run->('down', '--dir', $dir);
    is($r->{status}, 0, 'down') or diag($r->{out});
    ok(!(grep { runs($_) } values %pid), 'every process is gone');
    is(scalar(keys %{ { pids_of($env) } }), 0, 'and every pid file');
    isnt($run->('status', '--dir', $dir)->{status}, 0, 'status: does not run');
    is($run->('down', '--dir', $dir)->{status}, 0, 'down again is no error');

    my @dirt = Relevo::World::Logs::dirt($dir);
    is("@dirt", '', 'I11: logs are clean');
}


my $here = runner($top);

subtest 'as this user' => sub {
    my ($env, $port) = whole_life($here, "$tmp/one");

    subtest 'least privilege' => sub {
        plan skip_all => 'not root' if $> != 0;
        my %pid = pids_of($env);
        isnt(user_of($pid{$_}), 0, "$_ is not root")
            for qw(redis postgres worker);
        isnt(user_of($_), 0, 'nor is a worker of nginx')
            for Relevo::Process::children_of($pid{nginx});
    };

    my $r = $here->('up', '--dir', "$tmp/two", '--port', $port);
    isnt($r->{status}, 0, 'a busy port is refused');
    like($r->{out}, qr/^build\.sh: port $port is in use/m, 'in one sentence');

    subtest 'a second stack beside it' => sub {
        my ($r) = up($here, "$tmp/two", '--port', Relevo::World::free_port());
        is($r->{status}, 0, 'up') or diag($r->{out});
        my $other = env_of("$tmp/two");
        isnt($other->{$_}, $env->{$_}, "$_ is its own") for grep {
            $_ ne 'WHATSAPP_PHONE_NUMBER_ID' } sort keys %$env;
        stack_works($other);
        stack_ends($here, "$tmp/two", $other);
        is($here->('status', '--dir', "$tmp/one")->{status}, 0,
            'the first one still runs');
    };

    stack_ends($here, "$tmp/one", $env);

    my ($r2) = up($here, "$tmp/one");
    is($r2->{status}, 0, 'up once more') or diag($r2->{out});
    is_deeply(env_of("$tmp/one"), $env, 'the same stack: port, data, secrets');
    cmp_ok(Relevo::Pg->new($env->{RELEVO_DATABASE_URL})
        ->value('select count(*) from core.message'), '>', 0, 'data is kept');
    stack_ends($here, "$tmp/one", $env);
};


subtest 'as somebody who is not root' => sub {
    plan skip_all => 'not root' if $> != 0;

    my $clone = "$tmp/clone";
    mkdir $clone;
    is(system("cd '$top' && tar -cf - --exclude=./run --exclude=./.git"
        . " --exclude='./build/test' --exclude='./build/obj/test' . "
        . "| tar -xf - -C '$clone' && chown -R nobody:nogroup '$clone'"), 0,
        'a copy of the tree');

    my $run = runner($clone, 'setpriv', '--reuid=nobody', '--regid=nogroup',
        '--clear-groups', 'env', "HOME=$clone");
    my $dir = "$clone/a-rather-deep-folder/" . 'x' x 70 . '/run';
    File::Path::make_path($dir);
    is(system("chown -R nobody:nogroup '$clone'"), 0, 'a deep folder');

    my ($env) = whole_life($run, $dir);
    my %pid = pids_of($env);
    is(user_of($pid{$_}), (getpwnam 'nobody')[2], "$_ runs as that user")
        for sort keys %pid;
    stack_ends($run, $dir, $env);
};

done_testing();


END {
    if ($$ == $owner) {
        my $status = $?;
        for my $stack (@started) {
            my ($run, $dir) = @$stack;
            next unless -d $dir && glob "$dir/pids/*.pid";
            diag("still up: $dir");
            diag(Relevo::World::Logs::report($dir)) if $status;
            $run->('down', '--dir', $dir);
        }
        for my $file (glob "$tmp/*/sockets.path $tmp/clone/*/*/*/sockets.path") {
            open my $in, '<', $file or next;
            chomp(my $sockets = <$in>);
            remove_tree($sockets) if $sockets =~ m{/relevo-\w+$};
        }
        remove_tree($tmp, { safe => 0 }) unless $ENV{RELEVO_TEST_KEEP};
        $? = $status;
    }
}
