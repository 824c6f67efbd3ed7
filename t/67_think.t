# A model has a say: its answers, its tools, its failures, and what a newer
# message does to it.  The model is a fake that answers by what it is asked.

use strict;
use warnings;
use utf8;
use FindBin;
use lib "$FindBin::Bin/lib";

use POSIX ();
use Test::More;
use Time::Local qw(timegm);

use Relevo::Model;
use Relevo::Dialog;
use Relevo::Wait;
use Relevo::WhatsApp;
use Relevo::World;

binmode $_, ':utf8' for map { Test::More->builder->$_ } qw(output failure_output todo_output);

my $HOURS = '¿Cuál es el horario de apertura de la tienda?';
# the desk's clock, in front of a question or in the answer of a tool
my $CLOCK = qr/(?:kind=\\?"now\\?">|"now": ?")(\d{4}-\d\d-\d\d)T\d\d:\d\d([+-]\d\d:\d\d)/;
my $UNKNOWN = '¿Me pueden reparar una tostadora morada del siglo pasado?';


# What the customer said last, without what we put around it.
sub asked {
    my ($request) = @_;
    my ($last) = grep { $_->{role} eq 'user' } reverse @{ $request->{messages} };
    my $text = ref $last->{content} ? join '', map { $_->{text} // '' } @{ $last->{content} }
        : $last->{content};
    my ($said) = $text =~ /.*<data kind="message">(.*?)<\/data>/s;
    return $said // '';
}

sub results {
    my ($request) = @_;
    return grep { $_->{role} eq 'tool' } @{ $request->{messages} };
}

my $model = Relevo::Model->new(sub {
    my ($request, $mode) = @_;
    my $said = asked($request);

    return { status => 500 } if $mode eq 'error';
    return { stall => 1 } if $mode eq 'stall';
    return { cut => 1, text => 'no llega entero' } if $mode eq 'cut';
    return { raw => "data: {not json\n\n" } if $mode eq 'bad_json';
    return { text => 'I am afraid that I only speak English today, sorry about that, friend.' }
        if $mode eq 'language';
    return { text => 'Escríbele a otra.persona@example.org' } if $mode eq 'personal';
    return { tools => [[EscalateToHuman => '{"reason": 5}']] } if $mode eq 'arguments';
    return { tools => [[drop_tables => {}]] } if $mode eq 'unknown_tool';
    return { tools => [[search_knowledge => { query => 'horario' }]] } if $mode eq 'rounds';
    return { text => "Un momento.", delay => 4 } if $said =~ /despacio/ && $said !~ /rápido/;
    return { text => 'Ya lo tengo todo.' } if $said =~ /rápido/;

    if ($said =~ /vajilla de plata/) {
        return { tools => [[EscalateToHuman => { reason => 'Heredó una vajilla y pide una tasación.',
            category => 'complaint', priority => 'high', sentiment => 'confused',
            journey_stage => 'quotation' }]] };
    }
    if ($said =~ /pupitres/) {
        return { tools => [[transfer_to_agent => { skill => 'sales', priority => 'low',
            reason => 'Un colegio quiere amueblar un aula.' }]] };
    }
    if ($said =~ /llamada/) {
        my @told = results($request);
        return { text => 'Anotado, te llamaremos.' } if @told && $told[-1]{content} =~ /noted/;
        # without a clock: a year that is over
        my ($day, $zone) = ($request->{messages}[-1]{content} // '') =~ $CLOCK;
        my ($y, $m, $d) = split /-/, $day // '2020-01-01';
        my $at = POSIX::strftime('%Y-%m-%dT10:00:00', gmtime(86_400 + timegm(0, 0, 12, $d, $m - 1, $y)))
            . ($zone // 'Z');
        return { tools => [[schedule_callback => { at => $at, reason => 'pide llamada' }]] };
    }
    if ($said =~ /quién soy/) {
        my ($r) = results($request);
        return $r ? { text => $r->{content} =~ /Ana/ ? 'Eres Ana, lo sé bien.' : 'No lo sé.' }
            : { tools => [[lookup_customer => { fields => ['name'] }]] };
    }
    if ($said =~ /garantía/) {
        my ($r) = results($request);
        return $r ? { text => $r->{content} =~ /tres años/ ? 'Son tres años de garantía.'
                        : 'No lo encuentro.' }
            : { tools => [[search_knowledge => { query => 'garantía de los productos' }]] };
    }
    return { text => "Respuesta **del modelo** para ti." };
});

# Calm rules: the fake repeats itself, which decide would take for a bot that is stuck.
my $w = Relevo::World->new(set => { 'turn.burst_ms' => 0, 'provider.kind' => 'openai',
    'provider.base_url' => $model->base . '/v1', 'provider.model' => 'test-1',
    'provider.auth' => 'none', 'provider.attempts' => 1, 'provider.first_token' => '700ms',
    'provider.idle' => '700ms', 'provider.total' => '20s',
    'provider.breaker_failures' => 1000 });
my $talk = Relevo::Dialog->new($w);
my $number = 5_215_551_000;

# The first line of that event in the log of the worker.
sub wait_line {
    my ($world, $event) = @_;
    my $line;
    wait_until {
        open my $in, '<', $world->log('worker') or return;
        ($line) = grep { /"event":"\Q$event\E"/ } <$in>;
        $line;
    } 20, $event;
    return $line;
}

sub memory {
    my ($r) = @_;
    return $w->pg->row('select * from core.conversation_memory where conversation_id = $1', $r->{id});
}


subtest 'an answer' => sub {
    my $r = $talk->say(++$number, '¿Tienen algo para regalar a mi suegra, que ya lo tiene todo?');
    is($r->{text}, 'Respuesta *del modelo* para ti.', 'said by the model, as WhatsApp shows it');
    is($r->{rule}, 'model', 'and that is the reason');
    is($r->{think}{model}, 'test-1', 'the evidence names the model');
    like($r->{think}{prompt}, qr/^1\.[0-9a-f]{8}$/, 'and the version of the prompt');
    is($r->{state}, 'bot', 'the bot keeps it');

    my ($q) = $model->requests;
    my ($system) = grep { $_->{role} eq 'system' } @{ $q->{messages} };
    like($system->{content}, qr/asistente virtual profesional de Demo shop/, 'the rules, in their language');
    unlike($system->{content}, qr/suegra/, 'without the customer\'s words');
    like(asked($q), qr/suegra/, 'which stand fenced in a message');
    is(scalar @{ $q->{tools} }, 5, 'tools are offered');
};

subtest 'an answer that is nobody\'s is given again' => sub {
    my $question = '¿Venden también lámparas de techo en color verde?';
    my $r = $talk->say(++$number, $question, name => '');
    my $n = () = $model->requests;
    $r = $talk->say(++$number, $question, name => '');
    is($r->{text}, 'Respuesta *del modelo* para ti.', 'the same');
    is(scalar(() = $model->requests), $n, 'without asking');
    ok($r->{think}{cached}, 'and the evidence says so');

    my $set = sub { $w->pg->do(q{update core.tenant set settings = settings || $1::jsonb
        where slug = 'demo'}, @_) };
    $set->('{"persona": "Responde siempre con mucha cortesía."}');
    $r = $talk->say(++$number, $question, name => '');
    is(scalar(() = $model->requests), $n + 1, 'told otherwise, it is asked again');
    ok(!$r->{think}{cached}, 'which was not in the cache');
    $set->('{"persona": ""}');
    $r = $talk->say(++$number, $question, name => '');
    is(scalar(() = $model->requests), $n + 1, 'what it said before is still there');
};

subtest 'what is decided already is not asked' => sub {
    my $n = () = $model->requests;
    like($talk->say(++$number, 'hola')->{text}, qr/ayudarte/, 'a greeting');
    is($talk->say($number, 'quiero hablar con una persona')->{state}, 'pending_handoff', 'a wish');
    is(scalar(() = $model->requests), $n, 'no model needed');
};

subtest 'tools' => sub {
    $w->pg->do(q{update core.tenant set settings = settings
        || '{"handoff": {"timezone": "Asia/Tokyo"}}' where slug = 'demo'});
    my $r = $talk->say(++$number, '¿qué garantía dan a una compra como la mía de ayer?');
    is($r->{text}, 'Son tres años de garantía.', 'it searched the knowledge base');
    is_deeply($r->{think}{tools}, ['search_knowledge'], 'which the evidence has');

    $r = $talk->say(++$number, 'dime quién soy yo según tus papeles');
    is($r->{text}, 'Eres Ana, lo sé bien.', 'it looked up the customer');

    $r = $talk->say(++$number, 'necesito una llamada mañana por lo de la mesa rota');
    is($r->{text}, 'Anotado, te llamaremos.', 'it noted a callback');
    my $c = $w->pg->row('select * from core.callback where conversation_id = $1', $r->{id});
    is($c->{phone}, $number, 'to the number of this customer');
    is($c->{reason}, 'pide llamada', 'with a reason');
    is($w->pg->value(q{select to_char(at at time zone 'Asia/Tokyo', 'HH24:MI') from core.callback
        where id = $1}, $c->{id}), '10:00', 'at ten by the clock of the desk');
    $r = $talk->say($number, 'otra vez: necesito una llamada mañana, porfa');
    is($r->{text}, 'Anotado, te llamaremos.', 'asked for again') or diag explain $r;
    is($w->pg->value('select count(*) from core.callback where conversation_id = $1', $r->{id}), 1,
        'it is one call');

    $r = $talk->say(++$number, 'me vendría bien una llamada de ustedes a las diez');
    is($r->{text}, 'Anotado, te llamaremos.', 'no day was named: the tool tells the time') or diag explain $r;
    is($r->{think}{rounds}, 2, '... and is called again');

    $r = $talk->say(++$number, 'heredé una vajilla de plata, ¿la tasan ustedes?');
    is($r->{state}, 'pending_handoff', 'it handed over') or diag explain $r;
    like($r->{text}, qr/persona/, 'and we say so, not the model');
    is($r->{think}{priority}, 'high', 'with its priority');
    is($r->{reason}, 'model_hands_over', 'and its reason');
    is_deeply($w->pg->row(q{select origin, category, priority, sentiment, stage, explanation from core.ticket
        where conversation_id = $1}, $r->{id}), { origin => 'tool', category => 'complaint', priority => 'high',
        sentiment => 'confused', stage => 'quotation',
        explanation => 'Heredó una vajilla y pide una tasación.' },
        'all of which the ticket says') or diag explain $r;
    unlike($w->pg->value(q{select decision::text from core.turn where conversation_id = $1 order by to_seq desc
        limit 1}, $r->{id}), qr/tasaci/, 'and the evidence not');

    $r = $talk->say(++$number, 'somos un colegio, ¿quién nos asesora con los pupitres?');
    is($r->{state}, 'pending_handoff', 'to a department') or diag explain $r;
    is_deeply($w->pg->row(q{select origin, skill, priority, explanation from core.ticket
        where conversation_id = $1}, $r->{id}), { origin => 'tool', skill => 'sales', priority => 'low',
        explanation => 'Un colegio quiere amueblar un aula.' }, 'which the ticket asks for');
};

subtest 'failures: the local answer, when it is believed' => sub {
    for my $mode (qw(error bad_json cut language personal arguments unknown_tool rounds stall)) {
        $model->mode($mode);
        my $r = $talk->say(++$number, $HOURS);
        like($r->{text}, qr/Abrimos de lunes/, "$mode: the knowledge base answers");
        ok($r->{think}{failure}, "told: " . ($r->{think}{failure} // ''));
        ok(!(memory($r) // {})->{failures}, 'and not counted: they were served');
    }
};

subtest 'failures: an apology, then a person' => sub {
    for my $mode (qw(error language)) {
        $model->mode($mode);
        my $r = $talk->say(++$number, $UNKNOWN);
        is($r->{text}, 'Disculpa, tengo problemas técnicos. ¿Podrías intentar de nuevo?',
            "$mode: an apology");
        is($r->{state}, 'bot', 'the bot keeps it');
        is(memory($r)->{failures}, 1, 'one failure');
        $r = $talk->say($number, "$UNKNOWN Es de mi abuela.");
        is($r->{state}, 'pending_handoff', 'the second in a row: a person');
        is($r->{reason}, 'provider_failures', 'because of that');
    }

    $model->mode('error');
    my $r = $talk->say(++$number, $UNKNOWN);
    $model->mode('');
    $r = $talk->say($number, 'a ver ahora, ¿la tostadora morada se repara?');
    is(memory($r)->{failures}, 0, 'an answer between them');
    $model->mode('error');
    $r = $talk->say($number, "$UNKNOWN Por favor.");
    is($r->{state}, 'bot', 'starts the count again');
    $model->mode('');
};

subtest 'tenants say how much of it' => sub {
    $w->pg->do(q{update core.tenant set settings = settings || '{"banned_phrases":
        ["del modelo"], "think_failures": 1}' where slug = 'demo'});
    my $r = $talk->say(++$number, $UNKNOWN);
    is($r->{think}{guard}, 'banned', 'a banned phrase');
    is($r->{state}, 'pending_handoff', 'one failure is enough for this tenant');

    $w->pg->do(q{update core.tenant set settings = '{"handoff": {"contact": "help@shop.example"}}'
        where slug = 'demo'});
    $model->mode('error');
    is($talk->say(++$number, $UNKNOWN)->{text},
        'Disculpa, tengo problemas técnicos. ¿Podrías intentar de nuevo?'
        . ' También puedes contactarnos aquí: help@shop.example', 'an apology says how else to reach them');
    $model->mode('');

    my $n = () = $model->requests;
    $w->pg->do(q{update core.tenant set settings = '{"model": false}' where slug = 'demo'});
    $r = $talk->say(++$number, $HOURS);
    like($r->{text}, qr/Abrimos de lunes/, 'a tenant that wants no model');
    is(scalar(() = $model->requests), $n, 'is not given one');
    $w->pg->do(q{update core.tenant set settings = '{}' where slug = 'demo'});
};

subtest 'a newer message cancels' => sub {
    $w->part('worker')->write('turn.burst_ms' => 1000, 'provider.first_token' => '10s');
    $w->restart('worker');
    my $dropped = $model->dropped;
    $talk->post(++$number, 'una pregunta que se piensa despacio, sobre sofás');
    wait_until { grep { asked($_) =~ /sofás/ } $model->requests } 20, 'the first question';
    $talk->post($number, 'y rápido, por favor, que me voy');
    my $r = $talk->result($number);
    is($r->{text}, 'Ya lo tengo todo.', 'one answer, to both');
    is($w->pg->value('select count(*) from core.turn where conversation_id = $1', $r->{id}), 1,
        'of one turn');
    wait_until { $model->dropped > $dropped } 10, 'the first call to be given up';
    pass('the call that nobody wants was closed');
};

subtest 'a burst' => sub {
    my $before = $w->graph->sent;
    $talk->post(++$number, $_) for 'quiero un sofá', 'que sea muy grande', '¿lo tienen en gris perla?';
    my $r = $talk->result($number);
    is($r->{text}, 'Respuesta *del modelo* para ti.', 'one answer');
    is(scalar(() = $w->pg->rows(q{select id from core.message where conversation_id = $1
        and direction = 'out'}, $r->{id})), 1, 'to three messages');
};

subtest 'what PostgreSQL refuses to write down is kept' => sub {
    my $unsettled = sub { $w->pg->value('select count(*) from core.reservation where not settled') };
    my $grants = sub { $w->pg->do("$_[0] select, insert, update on core.usage $_[1] relevo_worker") };
    my $calls = sub { $w->pg->value('select coalesce(sum(calls), 0) from core.usage') };

    wait_until { !$unsettled->() } 20, 'the calls so far to be settled';
    my $before = $calls->();
    $grants->('revoke', 'from');
    my $r = $talk->say(++$number, '¿Qué me recomiendan para una terraza con mucho viento?');
    is($r->{rule}, 'model', 'the customer notices nothing');
    my $refused = wait_line($w, 'budget.rejected');
    like($refused, qr/"kept":[1-9]/, 'refused for want of a right');
    is($unsettled->(), 1, 'its reservation holds');
    $grants->('grant', 'to');
    wait_until { !$unsettled->() } 20, 'the right to be back';
    is($calls->(), $before + 1, 'and the call was written down');
};

wait_until { !$w->pg->value(q{select count(*) from core.outbox
    where state in ('pending', 'inflight', 'retry', 'ambiguous')}) } 30, 'everything sent';
$model->stop;
Relevo::World->finish;
