# A tenant's own intents: `relevo train` from examples to a model that running
# workers use, keep when the next one is damaged, and give up when it is gone.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use JSON::PP;
use Test::More;

use Relevo::Talk;
use Relevo::Wait;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ }
    qw(output failure_output todo_output);

my $w = Relevo::World->new(parts => [qw(redis postgres worker)],
    stopped => 1, set => { 'turn.burst_ms' => 0,
        'whatsapp.api_base' => 'http://127.0.0.1:1' });
my $models = $w->dir('models');
mkdir $models or die $!;
chmod 0755, $models;
$w->part('worker')->write('nlu.dir' => $models);
$w->start(qw(redis postgres worker));

for my $cli ([qw(tenant add shop --language en)], [qw(tenant add other --language en)],
             [qw(channel add webchat shop --tenant shop)]) {
    my $r = $w->cli(@$cli);
    is($r->{status}, 0, "@$cli") or diag($r->{err});
}
my $tenant = $w->pg->value(q{select tenant_id from core.tenant where slug = 'shop'});


my $talk = Relevo::Talk->new($w, 'shop');

# What was understood: the intent in the evidence of the turn.
sub intent_of { return $talk->turn(@_)->{decision}{intent} }


sub worker_log {
    open my $in, '<:encoding(UTF-8)', $w->log('worker') or die $!;
    local $/;
    return scalar <$in>;
}


my @warranty = ('extend the warranty of my drill', 'how do I register the warranty',
    'warranty registration for a new saw', 'add two years of warranty',
    'where do I enter the warranty card number', 'the warranty form, please',
    'register my {drill|saw|mower} for warranty', 'does the warranty cover me if I register late',
    'I want the extended warranty plan', 'activate warranty for serial number');
my @rental = ('rent a concrete mixer for the weekend', 'do you hire out scaffolding',
    'rental of a mini digger per day', 'how much to rent a pressure washer',
    'hire a carpet cleaner tomorrow', 'I need to rent a ladder',
    'daily rate for renting the big drill', 'can I hire a trailer from you',
    'rent a generator for a party', 'is the log splitter free to hire');

my $file = $w->write_file('own.tsv', join '', map({ "warranty_plan\t$_\n" } @warranty),
    map { "tool_rental\t$_\n" } @rental);
$file = $w->dir('own.tsv');


subtest 'refused, with what is missing' => sub {
    my @cases = (
        ["warranty_plan\tonly one\ntool_rental\ta\n", qr/warranty_plan has 1 examples, 7 more/],
        ["no tab here\n", qr/bad\.tsv:1: no tab/],
        ["Bad Label\ttext\n", qr/bad\.tsv:1: "Bad Label" cannot be a label/],
        [join('', map { "one\t{a|b text $_\n" } 1 .. 9), qr/braces/],
        ['', qr/no intent/],
    );
    for my $case (@cases) {
        $w->write_file('bad.tsv', $case->[0]);
        my $r = $w->cli('train', '--tenant', 'shop', '--intents', $w->dir('bad.tsv'));
        is($r->{status}, 1, 'refused');
        like($r->{err}, $case->[1], 'and why');
    }

    my $r = $w->cli(qw(train --tenant nobody --intents), $file);
    is($r->{status}, 1, 'a tenant that is not there');
    is($w->cli(qw(train --tenant shop))->{status}, 2, 'half a command');
    is(scalar(() = glob "$models/*"), 0, 'nothing was written');
};


subtest 'a dry run only reports' => sub {
    my $r = $w->cli(qw(train --tenant shop --dry-run --intents), $file);
    is($r->{status}, 0, 'it runs') or diag($r->{err});
    my $report = decode_json($r->{out});
    cmp_ok($report->{classes}{tool_rental}{n}, '==', 10, 'cross-validation over every line');
    cmp_ok($report->{accuracy}, '>', 0.8, "accuracy $report->{accuracy}");
    is($report->{version}, 0, 'no version');
    is(scalar(() = glob "$models/*"), 0, 'and no file');
};


subtest 'trained, used, built-in intents stay' => sub {
    isnt((intent_of('eve', 'could I hire a cement mixer from you on Friday'))->{name}, 'tool_rental',
        'unknown before');

    my $r = $w->cli(qw(train --tenant shop --intents), $file);
    is($r->{status}, 0, 'trained') or diag($r->{err});
    is(decode_json($r->{out})->{version}, 1, 'version 1');
    ok(-e "$models/$tenant/intent-000001.model", 'its file');

    my $i;
    ok((wait_for { $i = intent_of('eve', 'could I hire a cement mixer from you on Friday');
        $i->{name} eq 'tool_rental' } 20), 'the running worker has it');
    is($i->{version}, 1, 'and says which version');
    is(intent_of('eve', 'where is my parcel, it should be here by now')->{name}, 'order_status',
        'a built-in intent');
};


sub bytes_of {
    open my $in, '<:raw', $_[0] or die "$_[0]: $!";
    local $/;
    return scalar <$in>;
}


subtest 'the same examples give the same bytes' => sub {
    my $other = $w->pg->value(q{select tenant_id from core.tenant where slug = 'other'});
    my @lines = reverse split /^/, bytes_of($file);
    open my $out, '>:raw', $w->dir('turned.tsv') or die $!;
    print {$out} @lines;
    close $out or die $!;

    my $r = $w->cli(qw(train --tenant other --intents), $w->dir('turned.tsv'));
    is($r->{status}, 0, 'another tenant, the lines in another order') or diag($r->{err});
    ok(bytes_of("$models/$other/intent-000001.model") eq bytes_of("$models/$tenant/intent-000001.model"),
        'the same model');
};


subtest 'a damaged file is refused, the old one stays' => sub {
    open my $in, '<:raw', "$models/$tenant/intent.model" or die $!;
    my $bytes = do { local $/; <$in> };
    substr($bytes, length($bytes) / 2, 1) ^= "\x01";
    open my $out, '>:raw', "$models/$tenant/new" or die $!;
    print {$out} $bytes;
    close $out or die $!;
    rename "$models/$tenant/new", "$models/$tenant/intent.model" or die $!;

    ok((wait_for { intent_of('eve', 'a mixer to hire');
        worker_log() =~ /nlu\.model_refused/ } 20), 'refused, and logged');
    is(intent_of('eve', 'I would like to hire a trailer')->{name}, 'tool_rental', 'the old one works on');
};


subtest 'versions' => sub {
    for my $version (2 .. 7) {
        my $r = $w->cli(qw(train --tenant shop --intents), $file);
        is(decode_json($r->{out})->{version}, $version, "version $version") or diag($r->{err});
    }
    is(scalar(() = glob "$models/$tenant/intent-*.model"), 5, 'five are kept');
    ok((wait_for { (intent_of('eve', 'can I hire a ladder')->{version} // 0) == 7 } 20), 'the last is used');

    my @same = map { my $r = $w->cli(qw(train --tenant shop --dry-run --intents), $file); $r->{out} } 1, 2;
    is($same[0], $same[1], 'the same examples give the same numbers');

    unlink "$models/$tenant/intent.model" or die $!;
    ok((wait_for { intent_of('eve', 'can I hire a ladder')->{name} ne 'tool_rental' } 20),
        'taken away: built-in intents again');
};

Relevo::World->finish;
