# What outside services say of a message counts in its turn, when they are
# asked for it, know something, and are in time.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Encode qw(encode_utf8);
use JSON::PP;
use Test::More;

use Relevo::Models;
use Relevo::Models::Aws;
use Relevo::Talk;
use Relevo::World;

my $w = Relevo::World->new(thinks => 1, parts => [qw(redis postgres worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'provider.attempts' => 1, 'provider.breaker_failures' => 1000,
        'understand.timeout' => '600ms' });
my $m = Relevo::Models->start($w->dir);
$w->start(qw(redis postgres));
$w->part('worker')->write;

my $aws = $w->write_file('aws.key', "$Relevo::Models::Aws::ID:$Relevo::Models::Aws::SECRET\n");
chmod 0600, $aws;

sub cli_ok {
    my $r = $w->cli(@_);
    is($r->{status}, 0, "@_[0, 1, 2]") or diag($r->{err});
}

cli_ok(qw(tenant add shop --language es));
cli_ok(qw(channel add webchat shop --tenant shop));
cli_ok(qw(provider add compre --kind comprehend --base-url), $m->url, '--key-file', $aws);
cli_ok(qw(provider add lexy --kind lex --setting bot=ABCDEFGHIJ --setting alias=TSTALIASID --base-url), $m->url,
    '--key-file', $aws);

my $talk = Relevo::Talk->new($w, 'shop');
my $visitor = 0;

sub said {
    my ($text) = @_;

    my $t = $talk->turn('v' . ++$visitor, $text // 'Quería preguntar por el sillón azul del escaparate');
    my $a = $w->pg->row('select sentiment, intent from core.analysis where conversation_id = $1', $t->{c}{id});
    return { %$t, %$a };
}

subtest 'not asked for' => sub {
    $w->start('worker');
    my $t = said();
    is(scalar(() = $m->history), 0, 'nobody is asked');
    ok(!exists $t->{decision}{outside}, 'nothing is said of it');
    $w->part('worker')->write('understand.outside' => 'on');
    $w->restart('worker');
};

subtest 'asked' => sub {
    $m->rules;
    my $t = said();
    is_deeply([sort keys %{ $t->{decision}{outside} }], [qw(comprehend lex)], 'both')
        or diag(explain($t->{decision}{outside}));
    my $o = $t->{decision}{outside};
    ok($o->{$_}{taken}, "$_ knew something") for qw(comprehend lex);
    is($t->{sentiment}, $o->{comprehend}{said}, 'its mood is the message\'s');
    is($t->{intent}, $o->{lex}{said}, 'and its intent');
    my ($lex) = grep { $_->{path} =~ /sessions/ } $m->history;
    like($lex->{path}, qr/\Q$t->{c}{id}\E/, 'the session is the conversation');
};

# Each offset cuts another byte of a character in two, were it not for utf8_cut().
subtest 'a long message' => sub {
    for my $n (0 .. 6) {
        $m->rules;
        my $text = 'Quería preguntar por el sillón azul ' . '-' x $n . '茶𠮷' x 900;
        my $t = said($text);
        ok($t->{decision}{outside}{$_}{taken}, "$n: $_ took it") for qw(comprehend lex);
        my ($mood) = map { $_->{body}{Text} // () } $m->history;
        my ($want) = map { $_->{body}{text} // () } $m->history;
        my $bytes = length encode_utf8($mood);
        ok($bytes > 4996 && $bytes <= 5000, 'in whole characters, as many bytes as it takes') or diag($bytes);
        is($mood, substr($text, 0, length $mood), 'its beginning');
        is($want, substr($text, 0, 1024), 'and of characters');
    }
};

subtest 'they fail, or are late' => sub {
    for my $rule ({ action => 'status', status => 500 }, { action => 'stall' }) {
        $m->rules($rule);
        my $t = said();
        my $o = $t->{decision}{outside};
        ok(!$o->{comprehend}{taken} && !$o->{lex}{taken},
            "$rule->{action}: nothing is taken");
        is($t->{sentiment}, 'neutral', 'our own mood');
        ok(length $t->{text}, 'and the customer has an answer');
    }
};

$m->rules;
Relevo::World->finish;
