# Files of messages: rows and jobs made with the message, a workflow worked on
# by the media role, the turn that waits for it and nobody else's, steps that
# survive kill -9, tenants in turn.  The tasks are relevo:test, which do what
# the definition tells them (test builds only).

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP;
use Test::More;
use Relevo::Fault;
use Relevo::Workflow;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

my $serial = 0;

my $w = Relevo::World->new(
    set => { 'turn.burst_ms' => 0, 'worker.processes' => 2 }, allow => [],
    parts => [qw(redis postgres graph nginx)]);

sub start_with {
    my ($definition, %set) = @_;

    $w->stop('worker') if $w->is_alive('worker');
    $w->part('worker')->write('turn.burst_ms' => 0, 'worker.processes' => 2,
        'media.lease' => '3s', 'media.workflow' => workflow($w, $definition), %set);
    return $w->start('worker');
}

sub image {
    my ($from, %more) = @_;
    return wa_message('image', { id => 'm' . ++$serial, mime_type => 'image/png',
        sha256 => 'x', %more }, from => $from);
}

# Texts sent to a customer.
sub said {
    my ($to) = @_;
    return map { $_->{text} } grep { ($_->{to} // '') =~ /^\+?$to$/ } $w->graph->sent;
}

my %found = (kind => 'photo', text => 'TOTAL 12,50 EUR', confidence => 96,
             description => 'Imagen que contiene: factura. Texto detectado: TOTAL 12,50 EUR');

# ---- the path: the turn waits, its result is there ----

start_with(steps(task('Look', wait_ms => 1500, output => { analysis => \%found }), attach()));
is($w->webhook(image('5215550001'))->{status}, 200, 'an image');
is($w->webhook(wa_text('hola', from => '5215550002'))->{status}, 200, 'somebody else writes');
wait_until { said('5215550002') } 10, 'the other is answered';
my ($media) = $w->pg->rows('select state, kind from core.media');
ok($media->{state} ne 'done', "while the image is $media->{state}");
ok(!said('5215550001'), 'and its turn waits');

wait_until { said('5215550001') } 15, 'the image is answered';
like((said('5215550001'))[0], qr/factura/, 'with what is in it');
($media) = $w->pg->rows('select id, state, text, result, error, finished_at from core.media');
is($media->{state}, 'done', 'done');
is($media->{text}, 'TOTAL 12,50 EUR', 'its text');
is($w->pg->value('select count(*) from core.media_job'), 0, 'no job is left');

# each change is told to staff, without a word of the file
my @told = grep { index($_, $media->{id}) >= 0 } map { $_->[1]{e} } $w->redis->stream('relevo:live');
is_deeply([ map { my $e = JSON::PP::decode_json($_); "$e->{type} $e->{media}{state}" } @told ],
    ['media.changed analysing', 'media.changed done'], 'its live events') or diag(explain(\@told));
is_deeply([ grep { /TOTAL|factura/ } @told ], [], '... say nothing of what is in it');

# ---- what the first state is given ----

start_with(steps(attach(analysis => { kind => 'photo', description => 'x', 'given.$' => '$',
                                      'name.$' => '$$.Execution.Name' })));
my $at = time;
$w->webhook(image('5215550019', caption => 'mira', mime_type => 'image/webp'));
wait_until { media_of($w, '5215550019')->{state} eq 'done' } 20, 'done';
$media = media_of($w, '5215550019');
my %given = %{ $media->{result}{given} };
my $contact = $w->pg->value('select contact_id from core.identity where value = $1', '5215550019');
is_deeply([ @given{qw(messageId userId mediaType s3Bucket s3Key kind caption mediaId)} ],
    [ $media->{message_id}, $contact, 'image', 'whatsapp-media-bucket', undef, 'image', 'mira', $media->{id} ],
    'message, customer, type, bucket and key, by these names');
cmp_ok(abs($given{timestamp} - $at), '<', 3600, 'when, in seconds');
is($media->{result}{name}, $media->{message_id}, 'an execution has the name of its message');

# ---- the deadline: the turn goes on, the result comes later ----

start_with(steps(task('Look', wait_ms => 4000, output => { analysis => \%found }), attach()),
    'media.image_deadline' => '1s');
$w->webhook(image('5215550003'));
wait_until { said('5215550003') } 10, 'answered without it';
like((said('5215550003'))[0], qr/leyendo|lendo|reading/, 'and says so');
is(media_of($w, '5215550003')->{state}, 'analysing', 'while it goes on');
wait_until { media_of($w, '5215550003')->{state} eq 'done' } 15, 'it is done later';

# ---- a duplicate webhook starts nothing ----

my $twice = image('5215550004');
$w->webhook($twice) for 1, 2;
wait_until { media_of($w, '5215550004')->{state} eq 'done' } 20, 'done';
is($w->pg->value('select count(*) from core.media m join core.identity i on
    i.conversation_id = m.conversation_id where i.value = $1', '5215550004'), 1, 'one execution');

# ---- errors: retry, catch, fail ----

start_with(steps(
    task('Flaky', { Retry => [ { ErrorEquals => ['States.TaskFailed'], IntervalSeconds => 0.05 } ] },
         error => 'States.TaskFailed', transient => JSON::PP::true, times => 2,
         output => { analysis => \%found }), attach()));
$w->webhook(image('5215550005'));
wait_until { media_of($w, '5215550005')->{state} eq 'done' } 20, 'a step that fails twice works';

# those that failed together come back apart
start_with(steps(
    task('Away', { Retry => [ { ErrorEquals => ['States.TaskFailed'], IntervalSeconds => 1000,
                                JitterStrategy => 'FULL' } ] },
         error => 'States.TaskFailed', transient => JSON::PP::true), attach()));
my @apart = map { "521555021$_" } 0 .. 7;
$w->webhook(map { image($_) } @apart);
my $waits = sub { $w->pg->row(q{select count(*) as n, extract(epoch from max(run_at) - min(run_at)) as apart,
    extract(epoch from max(run_at) - now()) as last from core.media_job
    where lease_owner is null and run_at > now() + interval '2 s'}) };
wait_until { $waits->()->{n} == 8 } 40, 'eight wait for their next try';
cmp_ok($waits->()->{apart}, '>', 20, 'each for a time of its own');
cmp_ok($waits->()->{last}, '<=', 2000, 'none for longer than is said');
$w->pg->do(q{delete from core.media_job});
$w->pg->do(q{update core.media set state = 'failed', finished_at = now() where finished_at is null});

for my $case ([ MediaUnsupported => 'unsupported', 'unsupported' ],
              [ MediaEncrypted => 'failed', 'encrypted' ],
              [ MediaTooLarge => 'failed', 'too_large' ],
              [ 'Own.Error' => 'failed', 'failed' ]) {
    my ($error, $state, $code) = @$case;
    my $from = '52155501' . length($error);
    start_with(steps(task('Look', error => $error), attach()));
    $w->webhook(image($from));
    wait_until { (media_of($w, $from)->{state} // '') eq $state } 20, "$error: $state";
    is(media_of($w, $from)->{error}, $code, "$error: code $code");
    wait_until { said($from) } 10, "$error: the customer is told";
}

start_with(steps(task('Look', output => { s => 1e300 }),
    { name => 'Long', Type => 'Wait', SecondsPath => '$.s' }, attach()));
$w->webhook(image('5215550006'));
ok((wait_for { (media_of($w, '5215550006')->{state} // '') eq 'failed' } 10),
    'no wait of more than a day');

start_with(steps(
    task('Look', { Catch => [ { ErrorEquals => ['States.ALL'], Next => 'Attach',
                                ResultPath => '$.problem' } ] }, error => 'MediaBroken'),
    attach(analysis => { kind => 'photo', description => 'nada' })));
$w->webhook(image('5215550007'));
wait_until { media_of($w, '5215550007')->{state} eq 'done' } 20, 'a Catch goes on';

# ---- what was said in a voice note are the customer's words ----

start_with(steps(task('Speech', output => { analysis => { kind => 'voice', language => 'es',
    transcribed => JSON::PP::true, text => "\x{bf}Cu\x{e1}l es el horario?" } }), attach()));
$w->webhook(wa_message('audio', { id => 'v1', mime_type => 'audio/ogg', voice => JSON::PP::true },
                       from => '5215550009'));
wait_until { said('5215550009') } 20, 'a voice note is answered';
like((said('5215550009'))[0], qr/Abrimos/, 'as if it were written');
is($w->pg->value(q{select text from core.message where type = 'audio'}), "\x{bf}Cu\x{e1}l es el horario?",
    'and is the message');

start_with(steps(task('Speech', output => { analysis => { kind => 'voice', transcribed => JSON::PP::false,
    facts => { duration_ms => 29_000 }, description => 'x' } }), attach()), 'media.unheard' => 'handover');
$w->webhook(wa_message('audio', { id => 'v2', mime_type => 'audio/ogg', voice => JSON::PP::true },
                       from => '5215550010'));
wait_until { said('5215550010') } 20, 'one that nobody has written down';
is($w->pg->value('select state from core.conversation c join core.identity i on
    i.conversation_id = c.id where i.value = $1', '5215550010'), 'pending_handoff', 'is a person\'s by rule');

# ---- roles ----

start_with(steps(task('Look', output => { analysis => \%found }), attach()),
    'worker.roles' => 'conversation', 'media.image_deadline' => '1s', 'media.unheard' => 'ask');
$w->webhook(image('5215550011'));
wait_until { said('5215550011') } 20, 'without the media role the turn goes on';
is(media_of($w, '5215550011')->{state}, 'queued', 'and the file waits');
$w->{worker_lazy} = 1;
start_with(steps(task('Look', output => { analysis => \%found }), attach()),
    'worker.roles' => 'media', 'worker.processes' => 1);
wait_until { media_of($w, '5215550011')->{state} eq 'done' } 20, 'a worker with that role alone does it';
is($w->pg->value('select count(*) from core.partition_lease where owner is not null'), 0, 'and owns nothing');
$w->stop('worker');
$w->{worker_lazy} = 0;
start_with(steps(task('Look')), 'worker.roles' => 'conversation media', 'media.image_deadline' => '30s');

my $wrong = $w->cli('worker', '--set', 'worker.roles=conversation,meida');
isnt($wrong->{status}, 0, 'a role that is none is refused');
like($wrong->{err}, qr/worker\.roles must be/, 'and named');

# ---- kill -9 at every step: the result is there, once ----

my $three = steps(
    task('One', { ResultPath => undef }),
    { name => 'Both', Type => 'Parallel', ResultPath => '$.both', Branches => [
        steps(task('Left', output => { n => 1 })), steps(task('Right', output => { n => 2 })) ] },
    attach(analysis => { 'both.$' => '$.both', description => 'x' }));

$w->stop('worker');
$w->part('worker')->write('media.workflow' => workflow($w, $three));

for my $point (qw(media.before_step media.after_step media.task_ended media.before_done
                  media.after_done phase.media_test.start phase.media.start)) {
    my $from = '5215551' . unpack('%16C*', $point);
    arm($w, "$point=kill9\@2") if $point =~ /step|ended|test/;
    arm($w, "$point=kill9\@1") if $point !~ /step|ended|test/;
    $w->webhook(image($from));
    struck($w, $point);
    wait_until { (media_of($w, $from)->{state} // '') eq 'done' } 40, "$point: done";
    wait_until { said($from) } 20, "$point: answered";
    my $row = $w->pg->row('select m.result, m.runs, (select count(*) from core.turn t
        where t.conversation_id = m.conversation_id) turns from core.media m join core.identity i
        on i.conversation_id = m.conversation_id where i.value = $1', $from);
    is_deeply([ $row->{result}{both}, @$row{qw(runs turns)} ],
              [ [ { n => 1 }, { n => 2 } ], 1, 1 ], "$point: one result, one turn");
    delete $w->{env}{RELEVO_FAILPOINTS};
}

# ---- a step that always takes its process with it ends ----

start_with(steps(task('Look'), attach()), 'media.claims' => 2);
arm($w, 'phase.media_test.start=kill9@*');
$w->webhook(image('5215550008'));
wait_until { (media_of($w, '5215550008')->{state} // '') eq 'failed' } 60, 'given up';
is(media_of($w, '5215550008')->{error}, 'crashed', 'because it crashes');
delete $w->{env}{RELEVO_FAILPOINTS};

# ---- tenants take turns ----

start_with(steps(task('Look', wait_ms => 100, output => { analysis => \%found }), attach()),
    'media.jobs' => 1, 'worker.processes' => 1);
$w->webhook(map { image("52155520$_") } 10 .. 29);

Relevo::World->finish;
