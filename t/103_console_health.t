# Health, channels, voice and brand in a real browser: each page is used and
# looked at by axe-core in both themes.  RELEVO_TEST_SHOTS=DIR keeps the
# pictures.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use Test::More;

use Relevo::Api;
use Relevo::World;
use Relevo::Browser;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

browser_or_bail();

my $w = Relevo::World->new(parts => [qw(redis postgres nginx worker)], stopped => 1,
    set => { 'turn.burst_ms' => 0, 'health.interval' => 300 });
$w->part('worker')->write('channel.test_url' => 'http://' . $w->part('nginx')->address);
$w->start(@{ $w->{parts} });
Relevo::Api->agent($w, 'demo', 'ada', 'admin');
Relevo::Api->agent($w, 'demo', 'sue', 'supervisor');
Relevo::Api->agent($w, 'demo', 'eva', 'agent');

browse($w, 'health', {}, $Relevo::Api::PASSWORD);

Relevo::World->finish;
